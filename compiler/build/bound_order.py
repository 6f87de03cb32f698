"""How the ends of partitions' ranges compare, as far as can be told without a server.

Text is sorted by a collation, which only the server knows: of two texts it is known
whether they are equal, and not which one comes first.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final, Literal, TypeAlias

from compiler.syntax.constant import NotConstantError, read_constant
from compiler.syntax.type_name import ParsedType

Order: TypeAlias = Literal[-1, 0, 1]

_TRUE: Final = re.compile(r"\s*(t(r(ue?)?)?|y(es?)?|on|1)\s*", re.IGNORECASE)
_TIME: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?(\.\d+)?)?(?:\+00(?::?00)?|Z)?"
)


@dataclasses.dataclass(frozen=True, slots=True)
class BoundValue:
    """A value in a bound, ready to be compared.

    Args:
        end: -1 for `MINVALUE`, 1 for `MAXVALUE`, else 0.
        value: a number, or a text; of times, a text that sorts like them.
        ordered: whether more than equality is known of it.
    """

    end: Order
    value: Decimal | str
    ordered: bool


def read_bound_value(sql: str, kind: ParsedType | None) -> BoundValue | None:
    """Return a value of a bound, or nothing where it is not understood.

    Args:
        sql: a constant, `MINVALUE` or `MAXVALUE`.
        kind: the type of the column; nothing where it is not known.
    """
    if sql in {"MINVALUE", "MAXVALUE"}:
        return BoundValue(-1 if sql == "MINVALUE" else 1, "", ordered=True)
    try:
        constant = read_constant(sql)
    except NotConstantError:
        return None
    if constant is None:
        return BoundValue(0, "null", ordered=False)
    text = str(constant)
    name = kind.name if kind is not None and not kind.array_dims else ""
    return _READERS.get(name, _text)(text)


def compare_bounds(
    one: Sequence[BoundValue], other: Sequence[BoundValue]
) -> Order | None:
    """Return which end of a range comes first, or nothing where that is not known."""
    for left, right in zip(one, other, strict=True):
        if left.end != right.end:
            return -1 if left.end < right.end else 1
        if left.end:
            # What stands behind an end that is open counts no more.
            return 0
        if left.value == right.value:
            continue
        a, b = left.value, right.value
        if not (left.ordered and right.ordered):
            return None
        if isinstance(a, Decimal) and isinstance(b, Decimal):
            return -1 if a < b else 1
        return -1 if str(a) < str(b) else 1
    return 0


def _text(text: str) -> BoundValue:
    return BoundValue(0, f"={text}", ordered=False)


def _truth(text: str) -> BoundValue:
    return BoundValue(0, Decimal(bool(_TRUE.fullmatch(text))), ordered=True)


def _number(text: str) -> BoundValue | None:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    if number.is_nan():
        return _text("nan")
    return BoundValue(0, number, ordered=True)


def _time(text: str) -> BoundValue | None:
    """Return a date, or a time of UTC; nothing for one in another form."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    day, minute, second, fraction = found.groups()
    written = f"{day} {minute or '00:00'}{second or ':00'}{fraction or ''}"
    return BoundValue(0, written, ordered=True)


_READERS: Final[Mapping[str, Callable[[str], BoundValue | None]]] = {
    **dict.fromkeys(("int2", "int4", "int8", "numeric", "float4", "float8"), _number),
    **dict.fromkeys(("date", "timestamp", "timestamptz"), _time),
    "bool": _truth,
}
