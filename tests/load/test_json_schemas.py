"""What holds for every JSON Schema, for editors and the reference to rely on."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from compiler.load.documents import KINDS, load_text
from compiler.load.files import read_json_schema, schema_definitions
from compiler.load.json_schemas import validator_of

ROOT = Path(__file__).parents[2]
ALL = (*KINDS, "definitions")
REGISTRY: Registry[Any] = Registry().with_resources(
    (f"{name}.schema.json", Resource.from_contents(read_json_schema(name)))
    for name in ALL
)


def walk(value: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every JSON Schema within one, with the path to it."""
    yield path, value
    for keyword in ("properties", "$defs"):
        for name, inner in value.get(keyword, {}).items():
            yield from walk(inner, f"{path}/{name}")
    for keyword in ("items", "additionalProperties"):
        if isinstance(value.get(keyword), dict):
            yield from walk(value[keyword], f"{path}/{keyword}")
    for branch in value.get("anyOf", ()):
        yield from walk(branch, f"{path}/anyOf")


EVERY = [
    pytest.param(f"{name}.schema.json", inner, id=path)
    for name in ALL
    for path, inner in walk(read_json_schema(name), name)
]
PROPERTIES = [
    pytest.param(f"{name}.schema.json", key, inner, id=f"{path}.{key}")
    for name in ALL
    for path, outer in walk(read_json_schema(name), name)
    for key, inner in outer.get("properties", {}).items()
]
DEFINITIONS: Final = read_json_schema("definitions")["$defs"]


def test_there_is_one_for_each_kind_and_no_other() -> None:
    files = {file.name for file in schema_definitions().iterdir()}
    assert files == {f"{name}.schema.json" for name in ALL}


@pytest.mark.parametrize("name", ALL)
def test_it_is_a_json_schema_that_names_itself_and_no_address(name: str) -> None:
    json_schema = read_json_schema(name)
    Draft202012Validator.check_schema(json_schema)
    assert json_schema["$id"] == f"{name}.schema.json"
    assert json_schema["title"]
    addresses = re.findall(r"https?://[^\"]*", json.dumps(json_schema))
    assert addresses == ["https://json-schema.org/draft/2020-12/schema"]


@pytest.mark.parametrize(("file", "json_schema"), EVERY)
def test_every_object_is_closed(file: str, json_schema: dict[str, Any]) -> None:
    assert file
    if json_schema.get("type") == "object":
        extra = json_schema["additionalProperties"]
        assert extra is False or "propertyNames" in json_schema


@pytest.mark.parametrize(("file", "key", "json_schema"), PROPERTIES)
def test_every_property_has_a_description_and_examples_that_are_valid(
    file: str, key: str, json_schema: dict[str, Any]
) -> None:
    # What stands beside a reference is nearer than what it refers to.
    referred = json_schema.get("$ref", "").rpartition("/")[2]
    there = DEFINITIONS.get(referred, {})
    said = {key: there[key] for key in ("description", "examples") if key in there}
    json_schema = {**said, **json_schema}
    assert re.match(r"[A-Z]", json_schema["description"]), key
    assert json_schema["description"].endswith(".")
    assert json_schema["examples"]
    # On its own it is in no file, so what is near has to be named from afar.
    alone = json.loads(json.dumps(json_schema).replace('"#/', f'"{file}#/'))
    validator = Draft202012Validator(alone, registry=REGISTRY)
    for example in json_schema["examples"]:
        validator.validate(example)
    if "default" in json_schema:
        validator.validate(json_schema["default"])
        assert json_schema["default"] not in json_schema["examples"]


@pytest.mark.parametrize("name", ALL)
def test_every_reference_leads_somewhere(name: str) -> None:
    resolver = REGISTRY.resolver(f"{name}.schema.json")
    for _, inner in walk(read_json_schema(name), name):
        if "$ref" in inner:
            assert resolver.lookup(inner["$ref"]).contents


def first_examples(kind: str) -> dict[str, Any]:
    """A value of each key; of keys that exclude one another, the first one's."""
    json_schema = read_json_schema(kind)
    excluded = {
        key
        for other in json_schema.get("oneOf", ())[1:]
        for key in other.get("required", ())
    }
    return {
        key: value["examples"][0]
        for key, value in json_schema["properties"].items()
        if key not in excluded
    }


@pytest.mark.parametrize("kind", KINDS)
def test_resolved_references_judge_as_the_files_do(kind: str) -> None:
    """Editors follow the references; we put their targets in their place."""
    judge = Draft202012Validator(read_json_schema(kind), registry=REGISTRY)
    spec = first_examples(kind)
    wrong = {key: [{"unheard": None}] for key in spec}
    assert judge.is_valid(spec)
    assert validator_of(kind).is_valid(spec)
    assert not judge.is_valid(wrong)
    by_file = sorted(each.json_path for each in judge.iter_errors(wrong))
    ours = sorted(each.json_path for each in validator_of(kind).iter_errors(wrong))
    assert by_file == ours


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_every_key_together_is_a_spec(kind: str) -> None:
    text = "\n".join(
        f"{key}: {json.dumps(value)}" for key, value in first_examples(kind).items()
    )
    document, findings = load_text("t.yaml", text.encode())
    assert findings == ()
    assert document
    assert document.kind == kind


def test_specs_name_the_json_schema_of_their_kind() -> None:
    specs = [*ROOT.glob("specs/**/*.yaml"), *ROOT.glob("compiler/control/*.yaml")]
    for spec in specs:
        first, _, _ = spec.read_text(encoding="utf-8").partition("\n")
        document, _ = load_text(spec.name, spec.read_bytes())
        assert document
        match = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)
        assert match, f"{spec} does not name its JSON Schema"
        named = (spec.parent / match[1]).resolve()
        expected = ROOT / "schema_definitions" / f"{document.kind}.schema.json"
        assert named == expected, spec
