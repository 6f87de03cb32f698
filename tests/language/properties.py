"""Every property of every JSON Schema, with its examples."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from compiler.load.documents import KINDS
from compiler.load.json_schemas import validator_of

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

EACH: Final = "*"
"""The step to the values of a mapping whose keys are the user's, or to items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property of a kind of spec.

    Args:
        path: the steps that lead to it; the last one is its own name.
        json_schema: what it has to be, references resolved.
    """

    kind: str
    path: tuple[str, ...]
    json_schema: dict[str, Any]

    def __str__(self) -> str:
        return ".".join((self.kind, *self.path))

    @property
    def examples(self) -> list[Json]:
        """What the JSON Schema shows as its values."""
        examples: list[Json] = self.json_schema.get("examples", [])
        return examples


def find_properties() -> tuple[Property, ...]:
    """Return the properties of all kinds, each path once."""
    found: dict[str, Property] = {}
    for kind in KINDS:
        # The stubs allow a JSON Schema that is a boolean; none of ours is.
        json_schema: Any = validator_of(kind).schema
        for path, inner in _walk(json_schema, ()):
            one = Property(kind=kind, path=path, json_schema=inner)
            found.setdefault(str(one), one)
    return tuple(found.values())


def _walk(
    json_schema: dict[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    for name, inner in json_schema.get("properties", {}).items():
        yield (*path, name), inner
        yield from _walk(inner, (*path, name))
    inners = [json_schema.get("items"), json_schema.get("additionalProperties")]
    inners += json_schema.get("patternProperties", {}).values()
    for inner in inners:
        if isinstance(inner, dict):
            yield from _walk(inner, (*path, EACH))
    for keyword in ("anyOf", "oneOf", "allOf"):
        for branch in json_schema.get(keyword, ()):
            yield from _walk(branch, path)


def find_places(tree: Json, path: tuple[str, ...]) -> Iterator[tuple[str | int, ...]]:
    """Yield the mappings of a spec in which the property may stand, as paths."""
    step, *rest = path
    if not rest:
        if isinstance(tree, dict):
            yield ()
        return
    children: list[tuple[str | int, Json]] = []
    if isinstance(tree, dict):
        keys = tree if step == EACH else [step] if step in tree else []
        children = [(key, tree[key]) for key in keys]
    elif isinstance(tree, list) and step == EACH:
        children = list(enumerate(tree))
    for key, child in children:
        for place in find_places(child, tuple(rest)):
            yield (key, *place)
