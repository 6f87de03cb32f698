"""The order of keys in a spec: the order in which its JSON Schema lists them.

A mapping whose keys the user names, such as `columns`, has no order of its own.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any

from compiler.load.references import json_schema_of

_CHOICES = ("allOf", "anyOf", "oneOf")


@dataclasses.dataclass(frozen=True, slots=True)
class KeyOrder:
    """What the JSON Schemas of one node say of its keys.

    Args:
        json_schemas: every one that may hold for the node, in the order of writing.
    """

    json_schemas: tuple[dict[str, Any], ...]

    def sorted(self, keys: Iterable[str]) -> list[int]:
        """Return the places of keys in their order; unknown ones stay behind."""
        listed: dict[str, int] = {}
        for each in self.json_schemas:
            for name in each.get("properties", {}):
                listed.setdefault(name, len(listed))
        ranks = [listed.get(key, len(listed)) for key in keys]
        if not listed:
            return list(range(len(ranks)))
        return sorted(range(len(ranks)), key=ranks.__getitem__)

    def under(self, key: str) -> "KeyOrder":
        """Return the order of the value of a key."""
        found = []
        for each in self.json_schemas:
            value = each.get("properties", {}).get(key)
            found.append(each.get("additionalProperties") if value is None else value)
        return _view(found)

    def of_items(self) -> "KeyOrder":
        """Return the order of the items of a list."""
        return _view(each.get("items") for each in self.json_schemas)


def order_of_kind(kind: str) -> KeyOrder:
    """Return the order of the keys of a kind of spec."""
    return _view([json_schema_of(kind)])


def _view(json_schemas: Iterable[Any]) -> KeyOrder:
    return KeyOrder(tuple(each for one in json_schemas for each in _branches(one)))


def _branches(json_schema: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON is any of its kinds
    if not isinstance(json_schema, dict):
        return
    yield json_schema
    for choice in _CHOICES:
        for branch in json_schema.get(choice, ()):
            yield from _branches(branch)
