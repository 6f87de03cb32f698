"""Whether a text may be a value of a type, by the form that PostgreSQL reads.

Only forms that are surely no value of the type are told; see "Data Types" in the
PostgreSQL documentation.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Final, NoReturn

from compiler.build.date_text import may_be_date, may_be_interval, may_be_time
from compiler.syntax.builtin_types import INTEGER_BITS

_WHOLE: Final = re.compile(r"\s*[-+]?(\d+|0[xob][\da-f_]+|\d[\d_]*)\s*", re.IGNORECASE)
_NUMBER: Final = re.compile(
    r"\s*([-+]?(\d[\d_]*\.?\d*|\.\d+)(e\s*[-+]?\d+)?|nan|[-+]?inf(inity)?|0[xob].*)\s*",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"\s*[\da-f.:]+(/\d+)?\s*", re.IGNORECASE)
_HEX_NETWORK: Final = re.compile(r"\s*0x", re.IGNORECASE)
_FOUR: Final = re.compile(r"\s*(\d+)\.(\d+)\.(\d+)\.(\d+)(/(\d+))?\s*", re.ASCII)
_HARDWARE: Final = re.compile(r"[\s\da-fx:.+-]+", re.IGNORECASE)
_UUID: Final = re.compile(r"(\{)?[\da-f]{4}(-?[\da-f]{4}){7}(?(1)\})", re.IGNORECASE)
_TRUTHS: Final = re.compile(
    r"\s*(t(r(ue?)?)?|f(a(l(se?)?)?)?|y(es?)?|no?|on|off?|0|1)\s*", re.IGNORECASE
)
_HEX_BYTES: Final = re.compile(r"\\x(\s*[\da-f]\s*[\da-f])*\s*", re.IGNORECASE)
_BITS: Final = re.compile(r"b?[01]*|x[\da-f]*", re.IGNORECASE)
_RANGE: Final = re.compile(r"\s*(empty|[\[(].*,.*[\])])\s*", re.IGNORECASE | re.DOTALL)
_MULTIRANGE: Final = re.compile(r"\s*\{.*\}\s*", re.DOTALL)
_OCTET: Final = 255
_ADDRESS_BITS: Final = 32


def has_form(text: str, name: str) -> bool:
    """Return whether a text may be a value of a type.

    Args:
        text: a value in the spelling of the type.
        name: of the type, as the catalog has it.
    """
    test = _FORMS.get(name)
    return test is None or test(text)


def count_bits(text: str) -> int:
    """Return how many bits a text of the form of `bit` has."""
    if text[:1] in ("x", "X"):
        return (len(text) - 1) * 4
    return len(text) - (text[:1] in ("b", "B"))


def _is_json(value: str) -> bool:
    try:
        # Python refuses a number of many digits, and PostgreSQL takes it.
        json.loads(value, parse_constant=_refuse, parse_int=str)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True


def _refuse(word: str) -> NoReturn:
    raise ValueError(word)


def _is_address(text: str) -> bool:
    four = _FOUR.fullmatch(text)
    if four is None:
        return _ADDRESS.fullmatch(text) is not None
    parts = [int(part) for part in four.groups()[:4]]
    return all(it <= _OCTET for it in parts) and int(four[6] or 0) <= _ADDRESS_BITS


def _is_network(text: str) -> bool:
    four = _FOUR.fullmatch(text)
    if four is None or not _is_address(text):
        return _HEX_NETWORK.match(text) is not None or _is_address(text)
    number = int.from_bytes(bytes(int(part) for part in four.groups()[:4]))
    free = _ADDRESS_BITS - int(four[6] or _ADDRESS_BITS)
    return not number & ((1 << free) - 1)


def _is_bytes(text: str) -> bool:
    return not text.startswith("\\x") or _HEX_BYTES.fullmatch(text) is not None


def _matches(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda value: pattern.fullmatch(value) is not None


_DATES: Final = ("date", "timestamp", "timestamptz")
_NUMBERS: Final = ("numeric", "float4", "float8")
_RANGED: Final = ("int4", "int8", "num", "date", "ts", "tstz")

_FORMS: Final[Mapping[str, Callable[[str], bool]]] = {
    **dict.fromkeys(INTEGER_BITS, _matches(_WHOLE)),
    **dict.fromkeys(_NUMBERS, _matches(_NUMBER)),
    **dict.fromkeys(_DATES, may_be_date),
    **dict.fromkeys(("time", "timetz"), may_be_time),
    **dict.fromkeys(("json", "jsonb"), _is_json),
    **dict.fromkeys(("bit", "varbit"), _matches(_BITS)),
    **dict.fromkeys((f"{it}range" for it in _RANGED), _matches(_RANGE)),
    **dict.fromkeys((f"{it}multirange" for it in _RANGED), _matches(_MULTIRANGE)),
    "bool": _matches(_TRUTHS),
    "bytea": _is_bytes,
    "cidr": _is_network,
    "inet": _is_address,
    "interval": may_be_interval,
    "macaddr": _matches(_HARDWARE),
    "uuid": _matches(_UUID),
}
"""The name of a type to whether a text may be a value of it."""
