"""Whether a constant can be a value of a type, where that can be told without a server.

Source: PostgreSQL documentation, chapter "Data Types", and the assignment casts of
`pg_cast`.
"""

import dataclasses
import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final, NoReturn

from compiler.syntax.builtin_types import BUILTIN_TYPES
from compiler.syntax.constant import Constant
from compiler.syntax.type_name import ParsedType

_BITS: Final = {"int2": 15, "int4": 31, "int8": 63}
_TEXTS: Final = frozenset({"text", "varchar", "bpchar", "name"})
_LIMITED: Final = frozenset({"varchar", "bpchar"})
_TIMES: Final = frozenset(
    {"date", "time", "timetz", "timestamp", "timestamptz", "interval"}
)
_NO_NUMBERS: Final = _TIMES | frozenset(
    {"bool", "bytea", "cidr", "inet", "json", "jsonb", "macaddr", "tsquery"}
    | {"tsvector", "uuid", "xml", "int4range", "int8range", "numrange", "daterange"}
    | {"tsrange", "tstzrange"}
)
_NO_TRUTHS: Final = _NO_NUMBERS | frozenset({"numeric", "float4", "float8", *_BITS})
_NUMBERS: Final = frozenset({"numeric", "float4", "float8", *_BITS})
_NUMBERED: Final = frozenset(
    {"oid", "regclass", "regcollation", "regconfig", "regdictionary", "regnamespace"}
    | {"regoper", "regoperator", "regproc", "regprocedure", "regrole", "regtype", "xid"}
)
"""Types that a whole number equals though they are none."""

_UNEQUAL: Final = frozenset(
    {"gtsvector", "json", "jsonpath", "pg_snapshot", "point", "polygon", "refcursor"}
    | {"txid_snapshot", "xml"}
)
"""Types that have no operator `=`."""

_WHOLE: Final = re.compile(r"\s*[-+]?(\d+|0[xob][\da-f_]+|\d[\d_]*)\s*", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"\s*([-+]?(\d[\d_]*\.?\d*|\.\d+)(e[-+]?\d+)?|nan|[-+]?inf(inity)?|0[xob].*)\s*",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"\s*[-+]?\d+(\.\d+)?\s*")
_ADDRESS: Final = re.compile(r"\s*[\da-f.:]+(/\d+)?\s*", re.IGNORECASE)
_UUID: Final = re.compile(r"\{?[\da-f]{4}(-?[\da-f]{4}){7}\}?", re.IGNORECASE)
_TRUTHS: Final = re.compile(
    r"\s*(t(r(ue?)?)?|f(a(l(se?)?)?)?|y(es?)?|no?|on|off?|0|1)\s*", re.IGNORECASE
)
_TIME: Final = re.compile(
    r".*\d.*|\W*(now|today|tomorrow|yesterday|epoch|infinity|allballs)\W*",
    re.IGNORECASE | re.DOTALL,
)


def fits_type(value: Constant, kind: ParsedType) -> bool:
    """Return whether a value may be of a type, as far as is known."""
    if value is None or kind.schema not in {"", "pg_catalog"}:
        return True
    if kind.array_dims:
        return isinstance(value, str) and value.lstrip()[:1] in {"{", "["}
    if isinstance(value, bool):
        return _fits_truth(value=value, kind=kind)
    if isinstance(value, Decimal):
        return _fits_number(value, kind)
    return _fits_text(value, kind)


def can_equal(value: Constant, kind: ParsedType) -> bool:
    """Return whether a value may be compared with those of a type, as far as is known.

    That takes less than being one: no length counts, and no number is made a text.
    """
    known = kind.schema in {"", "pg_catalog"} and kind.name in BUILTIN_TYPES
    if value is None or not known:
        return True
    if kind.array_dims:
        return fits_type(value, kind)
    if kind.name in _UNEQUAL:
        return False
    if isinstance(value, bool):
        return kind.name == "bool"
    if isinstance(value, Decimal):
        return kind.name in _NUMBERS or (value % 1 == 0 and kind.name in _NUMBERED)
    return kind.name in _TEXTS or fits_type(
        value, dataclasses.replace(kind, modifiers="")
    )


def _fits_truth(*, value: bool, kind: ParsedType) -> bool:
    if kind.name in _LIMITED:
        return len(str(value)) <= _limit(kind)
    return kind.name == "bool" or kind.name not in _NO_TRUTHS


def _fits_number(value: Decimal, kind: ParsedType) -> bool:
    if kind.name in _BITS:
        limit = 2 ** _BITS[kind.name]
        return value == int(value) and -limit <= value < limit
    if kind.name == "numeric" and kind.modifiers:
        precision, _, scale = kind.modifiers.partition(",")
        whole = int(precision) - int(scale or 0)
        return abs(round(value, max(int(scale or 0), 0))) < Decimal(10) ** whole
    if kind.name in _LIMITED:
        return len(str(value)) <= _limit(kind)
    return kind.name not in _NO_NUMBERS


def _fits_text(value: str, kind: ParsedType) -> bool:
    if kind.name in _LIMITED:
        return len(value.rstrip(" ")) <= _limit(kind)
    if kind.name in _TEXTS:
        return True
    if (kind.name in _BITS or kind.name == "numeric") and _PLAIN.fullmatch(value):
        return _fits_number(Decimal(value), kind)
    test = _FORMS.get(kind.name)
    return test is None or test(value)


def _limit(kind: ParsedType) -> float:
    if kind.modifiers:
        return int(kind.modifiers)
    return 1 if kind.name == "bpchar" else float("inf")


def _is_json(value: str) -> bool:
    try:
        json.loads(value, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse(word: str) -> NoReturn:
    raise ValueError(word)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


_FORMS: Final[dict[str, Callable[[str], bool]]] = {
    **dict.fromkeys(_BITS, _matches(_WHOLE)),
    **dict.fromkeys(("numeric", "float4", "float8"), _matches(_NUMBER)),
    **dict.fromkeys(_TIMES, _matches(_TIME)),
    **dict.fromkeys(("json", "jsonb"), _is_json),
    **dict.fromkeys(("inet", "cidr"), _matches(_ADDRESS)),
    "bool": _matches(_TRUTHS),
    "uuid": _matches(_UUID),
}
