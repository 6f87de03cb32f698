"""What the JSON Schema of a kind says about its keys, for those who write specs."""

import dataclasses
import functools
from decimal import Decimal
from typing import Any

from compiler.document import Plain
from compiler.load.files import read_json_schema


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key at the top of a spec.

    Args:
        starts: whether a new spec has it from the start.
        example: what may stand there; of a key that a new spec starts with, what its
            example has.
    """

    name: str
    description: str
    starts: bool
    example: Plain


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of spec.

    Args:
        name: the key that makes a spec one of this kind.
        keys: in the order in which specs have them.
    """

    name: str
    description: str
    keys: tuple[Key, ...]

    @property
    def has_schema(self) -> bool:
        """Whether its specs may say `schema`, for objects that all tenants share."""
        return any(key.name == "schema" for key in self.keys)


@functools.cache
def describe_kind(name: str) -> Kind:
    """Return what the JSON Schema says about a kind.

    A new spec starts with the keys of the JSON Schema's own example. Where it has none,
    or one whose name is a template, these are the keys that it requires; the first ones
    where it lets choose.
    """
    json_schema = read_json_schema(name)
    properties: dict[str, Any] = json_schema["properties"]
    start: dict[str, Any] = next(
        (each for each in json_schema.get("examples", ()) if "{{" not in each[name]),
        {key: properties[key]["examples"][0] for key in _required(json_schema)},
    )
    return Kind(
        name=name,
        description=json_schema["description"],
        keys=tuple(
            Key(
                name=key,
                description=value["description"],
                starts=key in start,
                example=_plain(start.get(key, value["examples"][0])),
            )
            for key, value in properties.items()
        ),
    )


def _required(json_schema: dict[str, Any]) -> tuple[str, ...]:
    """Return the keys that a spec has to have, the first ones where it may choose."""
    choices = (json_schema.get(keyword, ({},)) for keyword in ("anyOf", "oneOf"))
    first = (key for choice in choices for key in choice[0].get("required", ()))
    return (*json_schema["required"], *first)


def _plain(value: Any) -> Plain:  # noqa: ANN401 - JSON is any of its kinds
    """Return a value of a JSON file as a node would say it."""
    match value:
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list():
            return [_plain(item) for item in value]
        case float():
            return Decimal(str(value))
        case bool() | int() | str() | None:
            return value
        case _:
            raise TypeError(f"{value!r} is nothing that JSON has")
