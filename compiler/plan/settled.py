"""Things as they are compared: what means nothing of them taken out of sight.

The order of settings, parameters and roles means nothing, and neither does what a
server writes otherwise once it has read it again.
"""

import dataclasses
import functools
import operator
from typing import Any, Final, TypeVar

from compiler.model.routine import Routine
from compiler.syntax.settle import settle_expression

_UNORDERED: Final = frozenset({"parameters", "roles", "settings", "storage_parameters"})
_EXPRESSIONS: Final = frozenset(
    {"actions", "condition", "default", "expression", "generated"}
    | {"predicate", "query", "using", "with_check"}
)

Value = TypeVar("Value")


def settle(value: Value) -> Value:
    """Return a thing, or a part of one, as it is compared.

    Args:
        value: of the model: a dataclass, a tuple of them, or a plain value.
    """
    if isinstance(value, tuple):
        parts = tuple(map(settle, value))
        return value if all(map(operator.is_, parts, value)) else parts  # type: ignore[return-value]  # of the same length
    changed: dict[str, Any] = {}
    for name in _fields_of(type(value)):  # type: ignore[arg-type]  # a class is hashable
        content = getattr(value, name)
        other = _settle_field(value, name)
        if other is not content:
            changed[name] = other
    return dataclasses.replace(value, **changed) if changed else value  # type: ignore[type-var]  # has fields


@functools.cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass; none of others."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(each.name for each in dataclasses.fields(kind))


def _settle_field(value: object, name: str) -> Any:  # noqa: ANN401 - of any field
    content = getattr(value, name)
    if name in _UNORDERED:
        return tuple(sorted(content, key=repr))
    if name in _EXPRESSIONS or (
        name == "body" and isinstance(value, Routine) and value.is_atomic
    ):
        return settle_expression(content) if isinstance(content, str) else content
    return settle(content)
