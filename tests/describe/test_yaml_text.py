"""The YAML that is written says what was to be said, to readers of 1.1 and 1.2."""

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from compiler.describe.yaml_text import Remarked, Value, plain, write_yaml
from compiler.load.text import split_lines
from compiler.load.yaml_nodes import parse_nodes

ODD = ("no", "12:30", "2026-01-01", "0777", "~", "- a", "a: b", "a #b", "<<", "", " a")
TEXTS = st.one_of(
    st.text(
        st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12
    ),
    st.sampled_from(ODD),
    st.text(alphabet=" ab:#-,[]{}'\"\\\n\t|>&*!%@`?.=~0", max_size=12),
)
SCALARS = st.one_of(TEXTS, st.integers(), st.booleans(), st.none())
VALUES: Any = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(TEXTS, inner, max_size=4),
        st.builds(Remarked, inner, TEXTS),
    ),
    max_leaves=12,
)


def read(text: str) -> object:
    root, findings = parse_nodes("spec", text, split_lines(text))
    assert findings == ()
    return root.plain() if root else None


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=5))
def test_what_is_written_is_read_again(value: dict[str, Value]) -> None:
    # Of a remark within a remark the outer one is shown.
    text = write_yaml(value)
    assert read(text) == plain(value)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=5))
def test_readers_of_yaml_1_1_read_the_same(value: dict[str, Value]) -> None:
    assert yaml.safe_load(write_yaml(value)) == plain(value)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain text", "plain text"),
        ("now()", "now()"),
        ("status <> 'done'", "status <> 'done'"),
        ("'pending'", "\"'pending'\""),
        ("no", '"no"'),
        ("12:30", '"12:30"'),
        ("2026-01-01", '"2026-01-01"'),
        ("007", '"007"'),
        ("1", '"1"'),
        ("data #>> '{a}'", "\"data #>> '{a}'\""),
        ('"a": b', "'\"a\": b'"),
        ("{{ tenant.id }}", '"{{ tenant.id }}"'),
        ("bell\a", '"bell\\u0007"'),
    ],
)
def test_text_is_quoted_where_it_has_to_be(text: str, written: str) -> None:
    assert write_yaml({"a": text}) == f"a: {written}\n"


def test_commas_need_quotes_in_braces_alone() -> None:
    assert write_yaml({"type": "numeric(10,2)"}) == "type: numeric(10,2)\n"
    assert write_yaml({"a": {"type": "numeric(10,2)"}}) == (
        'a: {type: "numeric(10,2)"}\n'
    )


def test_numbers_are_written_as_they_were() -> None:
    assert write_yaml({"a": Decimal("1.50"), "b": 2}) == "a: 1.50\nb: 2\n"


def test_rows_of_a_table_stand_in_columns() -> None:
    assert write_yaml(
        {
            "columns": {
                "id": Remarked({"type": "uuid"}, "a.yaml:1"),
                "label": Remarked({"type": "text"}, ""),
            }
        }
    ) == ("columns:\n  id:    {type: uuid}  # a.yaml:1\n  label: {type: text}\n")


def test_what_does_not_fit_on_a_line_is_written_on_several() -> None:
    long = "x" * 110
    assert write_yaml(
        {"checks": [Remarked({"name": "a", "expression": long}, "why")]}
    ) == (f"checks:\n  - name: a  # why\n    expression: {long}\n")


def test_several_lines_of_text_stand_under_a_bar() -> None:
    assert write_yaml({"body": "BEGIN\n\n  END\n"}) == "body: |\n  BEGIN\n\n    END\n"
    assert write_yaml({"body": "\nEND\n"}) == "body: |\n\n  END\n"
    assert write_yaml({"body": "a\nb"}) == "body: |-\n  a\n  b\n"
    assert write_yaml({"body": "  a\nb"}) == 'body: "  a\\nb"\n'


def test_a_remark_cannot_leave_its_line() -> None:
    assert write_yaml({"a": Remarked(1, "x\nb: 2")}) == "a: 1  # x b: 2\n"
