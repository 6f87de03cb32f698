"""Which of PostgreSQL's own types can be compared, and which become another.

Source: each type with each other one, tried on PostgreSQL 15 and 18.
"""

from typing import Final

from compiler.syntax.builtin_types import (
    INTEGER_BITS,
    NUMBER_TYPES,
    OBJECT_NUMBER_TYPES,
    TEXT_TYPES,
)

_TEXTS: Final = TEXT_TYPES | {"char"}
_INTEGERS: Final = frozenset(INTEGER_BITS)
_TIMES: Final = frozenset({"date", "timestamp", "timestamptz"})

_COMPARED: Final = (
    _TEXTS,
    NUMBER_TYPES,
    OBJECT_NUMBER_TYPES | _INTEGERS,
    _TIMES,
    frozenset({"time", "timetz"}),
    frozenset({"interval", "time"}),
    frozenset({"bit", "varbit"}),
    frozenset({"cidr", "inet"}),
    frozenset({"int2", "int4", "xid"}),
)
"""Types whose values can be compared with those of the others beside them."""

_ALIKE: Final = (
    NUMBER_TYPES,
    frozenset({"bit", "varbit"}),
    frozenset({"cidr", "inet"}),
    frozenset({"json", "jsonb"}),
    frozenset({"macaddr", "macaddr8"}),
    frozenset({"path", "polygon"}),
    frozenset({"regoper", "regoperator"}),
    frozenset({"regproc", "regprocedure"}),
    frozenset({"time", "timetz"}),
    _TIMES,
)
"""Types whose values may be stored as those of the others beside them."""

_STORED: Final = {
    "text": {"char", "regclass"},
    "varchar": {"char", "regclass"},
    **{name: {"int4", "int8", "oid"} for name in OBJECT_NUMBER_TYPES},
    "box": {"polygon"},
    "bpchar": {"char"},
    "int2": OBJECT_NUMBER_TYPES,
    **dict.fromkeys(("int4", "int8"), OBJECT_NUMBER_TYPES | {"money"}),
    "interval": {"time"},
    "money": {"numeric"},
    "numeric": {"money"},
    "oid": OBJECT_NUMBER_TYPES | {"int4", "int8"},
    "point": {"box"},
    "time": {"interval"},
    "timestamp": {"time"},
    "timestamptz": {"time", "timetz"},
}
"""Types with those that their values may be stored as, beside the groups."""


def can_compare(one: str, other: str) -> bool:
    """Return whether there is an operator for values of both types.

    Args:
        one: name of a type in `pg_catalog`.
        other: name of another.
    """
    return one == other or any(one in group and other in group for group in _COMPARED)


def can_store(value: str, target: str) -> bool:
    """Return whether values of a type are turned into those of a target unasked.

    Args:
        value: name of a type in `pg_catalog`.
        target: name of the type of what holds it.
    """
    return (
        value == target
        or target in TEXT_TYPES
        or target in _STORED.get(value, ())
        or any(value in group and target in group for group in _ALIKE)
    )
