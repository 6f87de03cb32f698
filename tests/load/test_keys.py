"""What the JSON Schemas tell those who write specs."""

from decimal import Decimal
from typing import Any

import pytest

from compiler.document import Plain
from compiler.load import keys
from compiler.load.documents import KINDS
from compiler.load.files import read_json_schema
from compiler.load.json_schemas import validator_of
from compiler.load.keys import describe_kind


@pytest.mark.parametrize("kind", KINDS)
def test_the_keys_are_those_of_the_json_schema_in_its_order(kind: str) -> None:
    described = describe_kind(kind)
    properties = read_json_schema(kind)["properties"]
    assert [key.name for key in described.keys] == list(properties)
    assert [key.description for key in described.keys] == [
        each["description"] for each in properties.values()
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_spec_starts_with_is_one(kind: str) -> None:
    spec: Any = {
        key.name: key.example for key in describe_kind(kind).keys if key.starts
    }
    assert set(read_json_schema(kind)["required"]) <= set(spec)
    assert list(validator_of(kind).iter_errors(spec)) == []


def test_the_example_of_the_whole_goes_before_what_is_required() -> None:
    starts = {key.name for key in describe_kind("table").keys if key.starts}
    assert starts == {"table", "columns", "primary_key"}
    required = {key.name for key in describe_kind("retention_rule").keys if key.starts}
    assert required == {"retention_rule", "keep", "basis", "action"}


def test_an_example_whose_name_is_a_template_is_left_aside() -> None:
    starts = {key.name for key in describe_kind("role").keys if key.starts}
    assert starts == {"role"}


def test_only_what_stands_in_a_schema_has_one() -> None:
    assert describe_kind("table").has_schema
    assert not describe_kind("mixin").has_schema


def test_numbers_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    example: Plain = {"unheard": [0.1, 2, True, None, "a"]}  # type: ignore[list-item]  # as json reads it
    json_schema = {
        "description": "A kind.",
        "required": [],
        "examples": [example],
        "properties": {"unheard": {"description": "A key.", "examples": [1]}},
    }
    monkeypatch.setattr(keys, "read_json_schema", lambda _: json_schema)
    (key,) = describe_kind("unheard").keys
    assert key.example == [Decimal("0.1"), 2, True, None, "a"]
