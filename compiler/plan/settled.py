"""Things as they are compared: what means nothing of them taken out of sight.

The order of settings, parameters and roles means nothing, and neither does what a
server writes otherwise once it has read it again.
"""

import dataclasses
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
        return tuple(map(settle, value))  # type: ignore[return-value]  # of the same length
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changed = {
        field.name: _settle_field(value, field.name)
        for field in dataclasses.fields(value)
    }
    return dataclasses.replace(value, **changed)


def _settle_field(value: object, name: str) -> Any:  # noqa: ANN401 - of any field
    content = getattr(value, name)
    if name in _UNORDERED:
        return tuple(sorted(content, key=repr))
    if name in _EXPRESSIONS or (
        name == "body" and isinstance(value, Routine) and value.is_atomic
    ):
        return settle_expression(content) if isinstance(content, str) else content
    return settle(content)
