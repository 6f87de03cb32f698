"""A new spec shows what its kind can say, and is one from the start."""

import re

import pytest

from compiler.describe.outline import WIDTH, compose_outline
from compiler.load.documents import KINDS, load_text
from compiler.load.files import read_json_schema
from compiler.load.keys import describe_kind

BEGINNING_OF_A_TABLE = """\
# yaml-language-server: $schema=a.json
# A table. Every tenant has one of its own, unless schema puts a single one where all
# share it. Row-level security is enabled and forced on each.
# Uncomment a key to use it; remove what you do not need.

# The table's name.
table: fresh

# The PostgreSQL schema that holds the one table shared by all tenants.
# schema: federation
"""


def outline(kind: str, name: str = "fresh", schema: str | None = None) -> str:
    return compose_outline(describe_kind(kind), name, schema, "a.json")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_spec_of_that_name(kind: str) -> None:
    document, findings = load_text("t.yaml", outline(kind).encode())
    assert findings == ()
    assert document
    named = document.root.get(kind)
    assert named
    plain = named.plain()
    assert plain == "fresh" or (isinstance(plain, dict) and set(plain) == {"fresh"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_stands_there_once_and_with_a_sentence(kind: str) -> None:
    text = outline(kind)
    for key in describe_kind(kind).keys:
        mark = "" if key.starts else "# "
        assert len(re.findall(rf"^{mark}{key.name}:", text, re.MULTILINE)) == 1
        beginning = " ".join(key.description.split()[:3])
        assert f"\n# {beginning}" in text


@pytest.mark.parametrize("kind", KINDS)
def test_each_key_that_is_a_comment_can_be_used_as_it_is(kind: str) -> None:
    header, *paragraphs = outline(kind).split("\n\n")
    choices = read_json_schema(kind).get("oneOf", ())
    instead = {key for choice in choices for key in choice["required"]}
    for number, key in enumerate(describe_kind(kind).keys):
        # What stands for another key takes its place.
        if key.starts or key.name in instead:
            continue
        used = list(paragraphs)
        _, found, value = used[number].partition(f"# {key.name}:")
        used[number] = re.sub(r"^# ", "", found + value, flags=re.MULTILINE)
        text = "\n\n".join((header, *used))
        document, findings = load_text("t.yaml", text.encode())
        assert findings == (), key.name
        assert document
        assert key.name in document.root


@pytest.mark.parametrize("kind", KINDS)
def test_lines_are_short_and_braces_whole(kind: str) -> None:
    for line in outline(kind).splitlines():
        if line.startswith("#"):
            assert line.count("{{ ") == line.count(" }}")
            assert len(line) <= WIDTH or ":" in line


def test_the_text_of_a_table_begins_so() -> None:
    assert outline("table").startswith(BEGINNING_OF_A_TABLE)


def test_a_schema_that_is_named_is_used() -> None:
    text = outline("table", schema="{{ project.schema }}")
    assert '\nschema: "{{ project.schema }}"\n' in text


def test_the_name_goes_in_wherever_the_example_has_its_own() -> None:
    assert "  - name: fresh\n" in outline("policy_type")
