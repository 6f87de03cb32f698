"""Changes as JSON values, and JSON values as changes again.

Read strictly: a kind, a field or a word that the model does not have is refused, for a
plan file is untrusted input.
"""

import dataclasses
import functools
import re
from collections.abc import Iterable
from typing import Any, Final, TypeVar, get_args, get_origin

import cattrs
from cattrs.strategies import configure_tagged_union

from compiler.model.aggregate import Aggregate
from compiler.model.catalog import DatabaseObject
from compiler.model.routine import Routine
from compiler.model.table_part import Constraint, Thing
from compiler.plan.changes import Change

CLASS: Final = "class"
"""The key that says which of several classes a value is of."""

_PLAIN: Final = (int, bool)
_NO_TEXT: Final = re.compile("[\0\ud800-\udfff]")

Plain = TypeVar("Plain", str, int, bool)
Decoded = TypeVar("Decoded")


def encode_things(things: Iterable[Thing]) -> list[object]:
    """Return things as JSON values, which nobody may change."""
    return [_encode_thing(each) for each in things]


# Most of what is there is to be there too, and both are encoded more than once.
@functools.lru_cache(maxsize=8192)
def _encode_thing(thing: Thing) -> object:
    encoded: object = _converter().unstructure(thing, Thing)
    return encoded


@dataclasses.dataclass(frozen=True, slots=True)
class _Objects:
    """Objects, as something that can be asked for."""

    objects: tuple[DatabaseObject, ...]


def decode_objects(value: object) -> tuple[DatabaseObject, ...]:
    """Return the objects that a JSON value says.

    Raises:
        ValueError: it says none, with what is wrong in it.
    """
    return decode({"objects": value}, _Objects).objects


def encode(value: object) -> object:
    """Return a dataclass, in which things and changes may stand, as a JSON value."""
    encoded: object = _converter().unstructure(value)
    return encoded


def encode_change(change: Change) -> object:
    """Return a change as a JSON value."""
    encoded: object = _converter().unstructure(change, Change)
    return encoded


def decode(value: object, kind: type[Decoded]) -> Decoded:
    """Return what a JSON value says of a dataclass, in which changes may stand.

    Raises:
        ValueError: it says nothing of the kind, with what is wrong in it.
    """
    try:
        return _converter().structure(value, kind)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except Exception as problem:
        raise ValueError("; ".join(cattrs.transform_error(problem))) from problem


@dataclasses.dataclass(frozen=True, slots=True)
class _One:
    """A change, as something that can be asked for."""

    change: Change


def decode_change(value: object) -> Change:
    """Return the change that a JSON value says.

    Raises:
        ValueError: it says none, with what is wrong in it.
    """
    return decode({"change": value}, _One).change


@functools.cache
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)
    for kind in _PLAIN:
        converter.register_structure_hook(kind, _require)
    converter.register_structure_hook(str, _require_text)
    # A text is a sequence too, but none that anybody wrote as one.
    converter.register_structure_hook_func(
        _is_tuple,
        lambda value, kind: _decode_tuple(converter, value, kind),
    )
    for union in (Constraint, Routine | Aggregate, DatabaseObject, Thing, Change):
        configure_tagged_union(union, converter, tag_name=CLASS)
    return converter


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 - a type of any kind
    return get_origin(kind) is tuple


def _decode_tuple(
    converter: cattrs.Converter, value: object, kind: type[tuple[object, ...]]
) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    kinds = get_args(kind)
    if kinds[-1] is ...:
        kinds = (kinds[0],) * len(value)
    pairs = zip(value, kinds, strict=True)
    return tuple(converter.structure(each, one) for each, one in pairs)


def _require(value: object, kind: type[Plain]) -> Plain:
    """Return a plain value, which no other is taken for."""
    if type(value) is not kind:
        raise TypeError(f"not of type {kind.__name__}")
    return value


def _require_text(value: object, kind: type[str]) -> str:
    """Return a text that a server could keep: no NUL in it, and no half of a pair."""
    text = _require(value, kind)
    if not text.isprintable() and _NO_TEXT.search(text):
        raise ValueError("it holds what is no character")
    return text
