"""Writes the language reference: a page for each kind of spec, from its JSON Schema.

What the pages say stands in `schema_definitions/`, and there alone; a kind or a key
that is added there is in the reference after the next `make docs`.
"""

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeAlias

from compiler.describe.yaml_text import write_yaml
from compiler.load.complaints import write_flow
from compiler.load.documents import KINDS
from compiler.load.files import read_json_schema
from compiler.load.wording import enumerate_words, with_article

Schema: TypeAlias = dict[str, Any]

FOLDER: Final = Path(__file__).parent / "language"
DEFINITIONS: Final = "definitions"
_NOTE: Final = "<!-- Written by `make docs`; edit schema_definitions/ instead. -->"
_SIMPLE: Final = {
    "array": "list",
    "boolean": "`true` or `false`",
    "integer": "whole number",
    "null": "nothing",
    "number": "number",
    "object": "mapping",
    "string": "text",
}


def main() -> None:
    """Write all pages to the folder that is named, or to their own."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    pages = {f"{kind}.md": _page(_kind_page(kind)) for kind in KINDS}
    pages[f"{DEFINITIONS}.md"] = _page(_definitions_page())
    pages["README.md"] = _page(_index())
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        old.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, "utf-8")


def _page(blocks: Iterator[str]) -> str:
    return "\n\n".join((_NOTE, *blocks)) + "\n"


def _index() -> Iterator[str]:
    yield "# The language"
    yield (
        "A spec is a YAML file that describes one thing. The key in bold says which "
        "kind it is; the order of keys does not matter, nor does the name of the file."
    )
    rows = ["| kind | what it is |", "| --- | --- |"]
    for kind in KINDS:
        about = read_json_schema(kind)["description"]
        rows.append(f"| [**`{kind}`**]({kind}.md) | {_cell(about)} |")
    yield "\n".join(rows)
    yield (
        f"What several kinds have in common stands in [{DEFINITIONS}]"
        f"({DEFINITIONS}.md). An editor with the YAML language server completes and "
        "checks all of it, where the first line of a spec names its JSON Schema."
    )


def _kind_page(kind: str) -> Iterator[str]:
    json_schema = read_json_schema(kind)
    yield f"# The spec of {with_article(kind.replace('_', ' '))}"
    yield json_schema["description"]
    for example in json_schema.get("examples", []):
        yield f"```yaml\n{_yaml(example)}```"
    rows = ["| key | takes | |", "| --- | --- | --- |"]
    for key, one in json_schema["properties"].items():
        note = _note(key, one, json_schema)
        rows.append(f"| [`{key}`](#{key}) | {_cell(_takes(one))} | {note} |")
    yield "\n".join(rows)
    for key, one in json_schema["properties"].items():
        yield f"## `{key}`"
        yield from _describe(key, one)


def _definitions_page() -> Iterator[str]:
    yield "# What several kinds have in common"
    for name, json_schema in read_json_schema(DEFINITIONS)["$defs"].items():
        yield f"## {name.replace('_', ' ')}"
        yield json_schema["description"]
        if "properties" not in json_schema:
            yield f"Takes: {_takes(json_schema)}."
        yield from _tables(json_schema, "")


def _describe(key: str, json_schema: Schema) -> Iterator[str]:
    """Yield what a section says about a key of its own."""
    yield _about(json_schema)
    facts = f"Takes: {_takes(json_schema)}."
    if "default" in json_schema:
        facts += f" Default: `{write_flow(json_schema['default'])}`."
    yield facts
    yield from _show(key, json_schema.get("examples", []))
    yield from _tables(json_schema, key)


def _show(key: str, examples: list[Any]) -> Iterator[str]:
    """Yield the examples; those of one line stand in one sentence."""
    written = [_yaml({key: example}) for example in examples]
    short = [f"`{one.strip()}`" for one in written if one.count("\n") == 1]
    if short:
        yield f"For example {enumerate_words(short, 'or')}."
    for one in written:
        if one.count("\n") > 1:
            yield f"```yaml\n{one}```"


def _tables(json_schema: Schema, path: str) -> Iterator[str]:
    """Yield the tables of the keys that stand below, each under its path."""
    for place, mapping in _mappings(json_schema, path):
        if place != path:
            yield f"### `{place}`"
        rows = ["| key | takes | what it says |", "| --- | --- | --- |"]
        for key, one in mapping["properties"].items():
            note = _note(key, one, mapping)
            takes = _cell(_takes(one)) + (f"; {note}" if note else "")
            says = [_cell(_about(one))]
            says += [f"`{_cell(_line(key, it))}`" for it in one.get("examples", [])]
            rows.append(f"| `{key}` | {takes} | {'<br>'.join(says)} |")
        yield "\n".join(rows)


def _mappings(json_schema: Schema, path: str) -> Iterator[tuple[str, Schema]]:
    """Yield the mappings that are written out here, with the path that leads there."""
    if "properties" in json_schema:
        yield path, json_schema
        for key, inner in json_schema["properties"].items():
            yield from _mappings(inner, f"{path}.{key}" if path else key)
    for keyword, step in (("items", "[…]"), ("additionalProperties", ".…")):
        if isinstance(json_schema.get(keyword), dict):
            yield from _mappings(json_schema[keyword], f"{path}{step}")
    for keyword in ("anyOf", "oneOf", "allOf"):
        for branch in json_schema.get(keyword, ()):
            yield from _mappings(branch, path)


def _about(json_schema: Schema) -> str:
    """Return the description, if only that of what is referred to."""
    if "description" not in json_schema:
        name = json_schema["$ref"].rpartition("/")[2]
        json_schema = read_json_schema(DEFINITIONS)["$defs"][name]
    description: str = json_schema["description"]
    return description


def _note(key: str, one: Schema, mapping: Schema) -> str:
    """Return what else there is to a key beside its type."""
    if key in mapping.get("required", ()):
        return "required"
    return f"default `{write_flow(one['default'])}`" if "default" in one else ""


def _takes(json_schema: Schema) -> str:
    """Return in words which values fit."""
    if "$ref" in json_schema:
        name = json_schema["$ref"].rpartition("/")[2]
        words = name.replace("_", " ")
        return f"[{words}]({DEFINITIONS}.md#{words.replace(' ', '-')})"
    if "enum" in json_schema:
        return enumerate_words([f"`{it}`" for it in json_schema["enum"]], "or")
    if "const" in json_schema:
        return f"`{json_schema['const']}`"
    branches = [
        it
        for keyword in ("anyOf", "oneOf")
        for it in json_schema.get(keyword, ())
        if it.keys() != {"required"}
    ]
    if branches:
        return enumerate_words([_takes(it) for it in branches], "or")
    types = json_schema.get("type", "object")
    names = [types] if isinstance(types, str) else types
    return enumerate_words([_takes_type(name, json_schema) for name in names], "or")


def _takes_type(name: str, json_schema: Schema) -> str:
    if name == "array":
        return f"list of: {_takes(json_schema['items'])}"
    if name == "integer" and {"minimum", "maximum"} <= json_schema.keys():
        return f"{json_schema['minimum']} to {json_schema['maximum']}"
    others = json_schema.get("additionalProperties")
    if name == "object" and isinstance(others, dict):
        key = _takes(json_schema["propertyNames"])
        return f"mapping of {key} to: {_takes(others)}"
    if name == "object" and "properties" in json_schema:
        return "mapping of the keys below"
    return _SIMPLE[name]


def _line(key: str, example: object) -> str:
    return f"{key}: {write_flow(example)}"


def _yaml(example: Schema) -> str:
    # JSON's fractions are binary, YAML's here are decimal.
    return write_yaml(json.loads(json.dumps(example), parse_float=Decimal))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


main()
