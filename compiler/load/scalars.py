"""What a plain scalar says: YAML 1.2 core, and what others would read differently.

Only `true`, `false`, `null` and decimal numbers are values; everything else is text.
Text that YAML 1.1 or another tool takes for a value is ambiguous, and a finding.

Source: YAML 1.2.2, section 10.3 (core schema).
"""

import re
from decimal import Decimal
from typing import Final

from compiler.load.wording import quote_yaml

WORDS: Final = {"": None, "null": None, "true": True, "false": False}
"""Plain scalars that are values, and no numbers."""

LONGEST_NUMBER = 100
"""Characters; Python refuses to convert integers of 4,300 digits and more."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?")
_AMBIGUOUS = re.compile(
    r"""
      ~ | Null | NULL | True | TRUE | False | FALSE
    | [-+]?0[0-9_]+                             # octal to YAML 1.1, decimal to 1.2
    | [-+]?0[xob][0-9a-fA-F_]+
    | [-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?     # YAML 1.1 lets _ group the digits
    | [-+]?\.(inf|Inf|INF) | \.(nan|NaN|NAN)
    """,
    re.VERBOSE,
)
_SUSPICIOUS = frozenset("~NTF+-.0123456789")
"""What an ambiguous scalar or a number starts with."""


def parse_plain(text: str) -> bool | int | Decimal | str | None:
    """Return what a plain scalar says."""
    if text in WORDS:
        return WORDS[text]
    if text[0] not in _SUSPICIOUS or len(text) > LONGEST_NUMBER:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text


def is_ambiguous(text: str) -> bool:
    """Return whether other readers of YAML take a plain scalar for something else."""
    if not text or text[0] not in _SUSPICIOUS:
        return False
    if len(text) > LONGEST_NUMBER:
        return _DECIMAL.fullmatch(text) is not None
    return _AMBIGUOUS.fullmatch(text) is not None


def clear_spellings(text: str) -> tuple[str, ...]:
    """Return unambiguous spellings of an ambiguous scalar, the likeliest first."""
    if text == "~":
        return ("null", '"~"')
    if text.lower() in WORDS:
        return (text.lower(), quote_yaml(text))
    number = _parse_number(text)
    return (quote_yaml(text), number) if number else (quote_yaml(text),)


def _parse_number(text: str) -> str:
    digits = text.replace("_", "")
    try:
        if _INTEGER.fullmatch(digits):
            return str(int(digits)) if len(digits) <= LONGEST_NUMBER else ""
        return str(int(digits, base=0))
    except ValueError:
        return digits if _DECIMAL.fullmatch(digits) else ""
