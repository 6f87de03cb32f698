"""Whether a constant can be a value of a type, where that can be told without a server.

Source: PostgreSQL documentation, chapter "Data Types", and the assignment casts of
`pg_cast`.
"""

import dataclasses
import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from compiler.build.value_text import count_bits, has_form
from compiler.syntax.builtin_types import (
    INTEGER_BITS,
    NUMBER_TYPES,
    OBJECT_NUMBER_TYPES,
    TEXT_TYPES,
)
from compiler.syntax.constant import Constant
from compiler.syntax.type_name import ParsedType

_LIMITED: Final = frozenset({"varchar", "bpchar"})
_EQUAL_TO_NUMBERS: Final = NUMBER_TYPES | OBJECT_NUMBER_TYPES | {"xid"}
_FROM_NUMBERS: Final = NUMBER_TYPES | OBJECT_NUMBER_TYPES | TEXT_TYPES | {"money"}
_FROM_TRUTHS: Final = TEXT_TYPES | {"bool"}

_UNEQUAL: Final = frozenset(
    {"gtsvector", "json", "jsonpath", "pg_snapshot", "point", "polygon", "refcursor"}
    | {"txid_snapshot", "xml"}
)
"""Types that have no operator `=`."""

_PLAIN: Final = re.compile(
    r"\s*[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d{1,3})?\s*", re.IGNORECASE | re.ASCII
)
_INFINITE: Final = re.compile(r"\s*[-+]?inf(inity)?\s*", re.IGNORECASE)
_LARGEST: Final = {"float4": 10**39, "float8": 10**309}
"""Numbers beyond what a type can hold."""

_PRECISION: Final = re.compile(r"(\d+)(?:,(-?\d+))?")
_ARRAY: Final = re.compile(r"\s*\{([^{}\"\\]*)\}\s*")


def fits_type(value: Constant, kind: ParsedType) -> bool:
    """Return whether a value may be of a type, as far as is known."""
    if value is None or not kind.is_builtin:
        return True
    if kind.array_dims:
        return isinstance(value, str) and _fits_array(value, kind)
    if isinstance(value, bool):
        return kind.name in _FROM_TRUTHS and _fits_length(str(value), kind)
    if isinstance(value, Decimal):
        return _fits_number(value, kind)
    return _fits_text(value, kind)


def can_equal(value: Constant, kind: ParsedType) -> bool:
    """Return whether a value may be compared with those of a type, as far as is known.

    That takes less than being one: no length counts, and no number is made a text.
    """
    if value is None or not kind.is_builtin:
        return True
    if kind.array_dims:
        return fits_type(value, without_length(kind))
    if isinstance(value, Decimal):
        return kind.name in (NUMBER_TYPES if value % 1 else _EQUAL_TO_NUMBERS)
    if isinstance(value, bool) or kind.name in _UNEQUAL:
        return kind.name == "bool"
    # It has no operators of its own, but those of inet.
    name = "inet" if kind.name == "cidr" else kind.name
    return fits_type(value, without_length(dataclasses.replace(kind, name=name)))


def converts(value: Constant, kind: ParsedType) -> bool:
    """Return whether a default may be a value, as far as is known.

    PostgreSQL reads a text as one of the type at once, but no length counts then; that
    a number or a truth is too much for the type it notices when a row is inserted.
    """
    if isinstance(value, Decimal) and kind.is_builtin and not kind.array_dims:
        return kind.name in (
            _FROM_NUMBERS - OBJECT_NUMBER_TYPES if value % 1 else _FROM_NUMBERS
        )
    return fits_type(value, without_length(kind))


def without_length(kind: ParsedType) -> ParsedType:
    """Return a type as the arguments of functions and operators have it."""
    name = {"bit": "varbit", "bpchar": "text"}.get(kind.name, kind.name)
    return dataclasses.replace(kind, name=name, modifiers="")


def _fits_array(text: str, kind: ParsedType) -> bool:
    found = _ARRAY.fullmatch(text)
    if found is None or not found[1].strip():
        return text.lstrip()[:1] in {"{", "["} and text.rstrip()[-1:] == "}"
    element = dataclasses.replace(kind, array_dims=0)
    items = [item.strip() for item in found[1].split(",")]
    return all(
        item and (item.lower() == "null" or _fits_text(item, element)) for item in items
    )


def _fits_number(value: Decimal, kind: ParsedType) -> bool:
    if kind.name in INTEGER_BITS:
        limit = 2 ** (INTEGER_BITS[kind.name] - 1)
        return value == int(value) and -limit <= value < limit
    if kind.name == "numeric":
        return _fits_precision(value, kind)
    if kind.name in OBJECT_NUMBER_TYPES:
        return value == int(value)
    if kind.name in _LARGEST:
        return abs(value) < _LARGEST[kind.name]
    return kind.name in _FROM_NUMBERS and _fits_length(str(value), kind)


def _fits_precision(value: Decimal, kind: ParsedType) -> bool:
    found = _PRECISION.fullmatch(kind.modifiers)
    if found is None:
        return True
    precision, scale = int(found[1]), int(found[2] or 0)
    # It is rounded first: half a unit more takes one digit more.
    limit = Fraction(10) ** (precision - scale) - Fraction(10) ** -scale / 2
    return abs(Fraction(value)) < limit


def _fits_text(value: str, kind: ParsedType) -> bool:
    if kind.name in TEXT_TYPES:
        return _fits_length(value, kind)
    if not has_form(value, kind.name):
        return False
    if kind.name in NUMBER_TYPES and _PLAIN.fullmatch(value):
        return _fits_number(Decimal(value.strip()), kind)
    if kind.name == "numeric" and kind.modifiers:
        return not _INFINITE.fullmatch(value)
    if kind.name == "bit":
        return count_bits(value) == _limit(kind) or _limit(kind) == float("inf")
    return kind.name != "varbit" or count_bits(value) <= _limit(kind)


def _fits_length(text: str, kind: ParsedType) -> bool:
    if kind.name not in _LIMITED:
        return True
    return len(text.rstrip(" ")) <= _limit(kind)


def _limit(kind: ParsedType) -> float:
    if kind.modifiers:
        return int(kind.modifiers)
    # These words say `(1)` where no length is said; `bpchar` says none.
    is_one = kind.sql.startswith(("bit", "char", "nchar", "national"))
    return 1 if is_one and kind.name in {"bit", "bpchar"} else float("inf")
