"""A complaint of a JSON Schema, together with the node that it is about."""

import dataclasses
from typing import Any

from jsonschema.exceptions import ValidationError

from compiler.diagnostics import Position
from compiler.document import Node, ScalarNode
from compiler.load.wording import quote_yaml, show

_LONGEST_EXAMPLE = 80
_NEEDS_QUOTES = frozenset("{}[],:#'\"\\%@`!&*|>?-\n")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """A complaint of a JSON Schema, and the node that it is about.

    Args:
        problem: what jsonschema found.
        node: where it found it; a key, where the complaint is about its spelling.
        key: the key under which the node stands; nothing in lists and at the root.
        path: keys and indexes that lead to the node.
    """

    problem: ValidationError
    node: Node
    key: ScalarNode | None
    path: tuple[str | int, ...]

    @property
    def position(self) -> Position:
        """Where the node stands; its key, where the node itself is empty."""
        is_empty = isinstance(self.node, ScalarNode) and not self.node.text
        return self.key.position if self.key and is_empty else self.node.position

    @property
    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema that complains."""
        return self.problem.schema if isinstance(self.problem.schema, dict) else {}

    @property
    def noun(self) -> str:
        """What the JSON Schema calls such a node."""
        title = str(self.json_schema.get("title", "mapping"))
        return title[0].lower() + title[1:] if title[1:2].islower() else title

    @property
    def name(self) -> str:
        """What a finding calls the node: its key, or its place in a list."""
        match self.path[-2:]:
            case (*_, str(key)):
                return show(key)
            case (str(key), int(index)):
                return f"entry {index + 1} of {show(key)}"
            case (*_, int(index)):
                return f"entry {index + 1}"
            case _:
                return f"this {self.noun}"

    @property
    def thing(self) -> str:
        """What a finding calls the node where it is a mapping: `column "id"`."""
        if not self.path or isinstance(self.path[-1], int):
            return self.name
        if self.noun.replace(" ", "_") == self.path[-1]:
            return self.name
        return f"{self.noun} {self.name}"

    def example(self, default: str) -> str:
        """Return a line that shows the key with a value, or the default."""
        line = write_example(self.path, self.json_schema)
        return f"`{line}`" if line else default


def write_example(path: tuple[str | int, ...], json_schema: dict[str, Any]) -> str:
    """Return the first example of a JSON Schema as a line of YAML; empty without one.

    Args:
        path: leads to the value; its last key begins the line.
        json_schema: of the value.
    """
    examples = json_schema.get("examples") or _least(json_schema)
    if not examples:
        return ""
    value = write_flow(examples[0])
    if path and isinstance(path[-1], str):
        value = f"{path[-1]}: {value}"
    return value if len(value) <= _LONGEST_EXAMPLE else ""


def _least(json_schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the smallest mapping that has the keys it has to have; none of others."""
    properties = json_schema.get("properties", {})
    required = json_schema.get("required", ())
    least = {key: properties[key].get("examples", ["…"])[0] for key in required}
    return [least] if least else []


def write_flow(value: object) -> str:
    """Return a value as YAML on one line."""
    match value:
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case str():
            return quote_yaml(value) if _NEEDS_QUOTES & set(value) else value
        case list():
            return f"[{', '.join(write_flow(item) for item in value)}]"
        case dict():
            pairs = (
                f"{write_flow(key)}: {write_flow(item)}" for key, item in value.items()
            )
            return f"{{{', '.join(pairs)}}}"
        case _:
            return str(value)
