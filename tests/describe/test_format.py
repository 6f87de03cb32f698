"""A spec that is put in order says the same, keeps its comments, and stays in order."""

import textwrap
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, assume, given, settings

from compiler.describe.format import format_spec
from compiler.load.documents import load_text
from compiler.load.text import split_lines
from compiler.load.yaml_nodes import parse_nodes
from tests.describe.written_specs import written_specs

ROOT: Final = Path(__file__).parents[2]
SHIPPED: Final = sorted(
    path
    for folder in (
        "specs",
        "compiler/control",
        "compiler/starter/specs",
        "tests/language",
    )
    for path in (ROOT / folder).rglob("*.yaml")
)


def plain(text: str) -> object:
    root, findings = parse_nodes("spec", text, split_lines(text))
    return root.plain() if root and not findings else None


def formatted(text: str, kind: str = "table") -> str:
    done = format_spec(textwrap.dedent(text), kind)
    assert format_spec(done, kind) == done
    return done


def test_there_are_shipped_specs() -> None:
    assert len(SHIPPED) > 90


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(written_specs())
def test_any_spec_says_the_same_and_keeps_its_comments(text: str) -> None:
    before = plain(text)
    assume(before is not None)
    once = format_spec(text, "table")
    assert plain(once) == before
    assert comments(once) == comments(text)
    assert format_spec(once, "table") == once
    assert "\t" not in once
    assert "\r" not in once
    assert not once.startswith("\n")
    assert once.endswith("\n")


def comments(text: str) -> int:
    """Count them by the words that stand in comments alone."""
    words = ("why", "cramped", "odd")
    return sum(text.count(word) for word in words)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_specs_say_the_same(path: Path) -> None:
    text = path.read_text("utf-8")
    document, _ = load_text(path.name, text.encode())
    assert document is not None
    once = format_spec(text, document.kind)
    assert plain(once) == plain(text)
    assert once.count("#") == text.count("#")
    assert format_spec(once, document.kind) == once


def test_keys_come_into_order_with_their_comments() -> None:
    assert formatted("""\
        # About the file.

        primary_key: [id]   # the key
        # The columns.
        # In two lines.
        columns:
          b: {not_null: true, type: text}
          # Second.
          a:
            default: 1  # one
            type: integer
            # at the end of a
          # at the end of the columns
        table: x
        """) == textwrap.dedent("""\
        # About the file.

        table: x
        # The columns.
        # In two lines.
        columns:
          b: {type: text, not_null: true}
          # Second.
          a:
            type: integer
            default: 1  # one
            # at the end of a
          # at the end of the columns
        primary_key: [id]   # the key
        """)


def test_the_first_key_of_an_item_may_change() -> None:
    assert formatted("""\
        table: x
        indexes:
          # Of a.
          - description: First.
            # Why.
            columns: [a]
          - name: b

            columns: [b]
        """) == textwrap.dedent("""\
        table: x
        indexes:
          # Of a.
          # Why.
          - columns: [a]
            description: First.
          - columns: [b]
            name: b
        """)


def test_names_that_the_user_chose_keep_their_order() -> None:
    text = "table: x\nchecks:\n  z: a > 0\n  a: z > 0\n"
    assert formatted(text) == text


def test_unknown_keys_come_last_in_their_order() -> None:
    assert formatted("zz: 1\nyy: 2\ntable: x\n") == "table: x\nzz: 1\nyy: 2\n"


def test_lines_are_indented_by_two_blanks() -> None:
    assert formatted("""\
        table: x
        columns:
            a:
                type: text
        unique:
        - columns:
          - a
        -   columns: [b]
            name: c
        """) == textwrap.dedent("""\
        table: x
        columns:
          a:
            type: text
        unique:
          - columns:
              - a
          - columns: [b]
            name: c
        """)


def test_comments_stand_like_what_follows_or_what_they_end() -> None:
    assert formatted("""\
        table: x
        unique:
         # Above the dash.
        - columns: [a]
          # Below a.
        # Above b.
        - columns: [b]
            # Too deep.
         # At the end.
        """) == textwrap.dedent("""\
        table: x
        unique:
          # Above the dash.
          - columns: [a]
            # Below a.
          # Above b.
          - columns: [b]
            # Too deep.
          # At the end.
        """)


def test_blanks_are_evened_out() -> None:
    given_text = (
        "\n\ntable:   x  \n\n\n\ncolumns : {a : {type:  text ,not_null:   true} }\n"
        "unique:\t[ {columns: [ a,b ]} ] #why\n\n\n"
    )
    assert formatted(given_text) == (
        "table: x\n\ncolumns: {a: {type: text, not_null: true}}\n"
        "unique: [{columns: [a, b]}] # why\n"
    )


def test_values_that_are_lined_up_stay_so() -> None:
    assert formatted("""\
        table: x
        columns:
          id:  {type: uuid}
          a:   {type: text}
          longer: {type: text}
          description:
            type: text
          b:     {type: text}
          "{{ tenant.column.name }}": {type: text}
        """) == textwrap.dedent("""\
        table: x
        columns:
          id:     {type: uuid}
          a:      {type: text}
          longer: {type: text}
          description:
            type: text
          b:      {type: text}
          "{{ tenant.column.name }}": {type: text}
        """)


def test_text_under_a_bar_keeps_its_shape() -> None:
    assert formatted(
        """\
        function: f
        body: |
            BEGIN  # no comment

              RETURN 1;
            END
        language: plpgsql
        """,
        "function",
    ) == textwrap.dedent("""\
        function: f
        language: plpgsql
        body: |
          BEGIN  # no comment

            RETURN 1;
          END
        """)


def test_braces_over_several_lines_move_with_their_key() -> None:
    assert formatted("""\
        table: x
        columns:
            a: {type: text,
                not_null: true}
            b: {
              type: text,  # why
            }
        """) == textwrap.dedent("""\
        table: x
        columns:
          a: {type: text,
              not_null: true}
          b: {
            type: text,  # why
          }
        """)


@pytest.mark.parametrize(
    ("text", "end"),
    [("|\n  END", "|-\n  END\n"), ("|+\n  END\n ", "|+\n  END\n"), ("1", "1\n")],
)
def test_a_text_at_the_end_gets_no_break_that_it_lacks(text: str, end: str) -> None:
    assert formatted(f"function: f\nbody: {text}", "function") == (
        f"function: f\nbody: {end}"
    )


def test_quotes_stay_as_they_are() -> None:
    text = "table: 'x'\ndescription: \"y\"\n"
    assert formatted(text) == text


@pytest.mark.parametrize(
    "text", ["table: x\n? columns\n:   {}\n", "---\ntable:   x\n", "table:  x\n...\n"]
)
def test_what_specs_have_no_need_of_is_left_alone(text: str) -> None:
    assert format_spec(text, "table") == text


LINE: Final = "# yaml-language-server: $schema="


@pytest.mark.parametrize(
    "top",
    [
        "",
        f"{LINE}old.json\n",
        f"# Why.\n{LINE}old.json\n",
        "#yaml-language-server:  $schema=a\n",
    ],
)
def test_the_line_for_editors_stands_first(top: str) -> None:
    why = "# Why.\n" if "Why" in top else ""
    done = format_spec(f"{top}table: x\n", "table", "../t.schema.json")
    assert done == f"{LINE}../t.schema.json\n{why}table: x\n"
    assert format_spec(done, "table", "../t.schema.json") == done


def test_the_line_for_editors_stays_in_a_project_without_json_schemas() -> None:
    text = f"# Why.\n{LINE}old.json\ntable: x\n"
    assert formatted(text) == text
