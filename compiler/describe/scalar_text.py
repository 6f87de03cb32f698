"""A value as a YAML scalar that YAML 1.1 and 1.2 read alike; quoted only if need be."""

import re
from decimal import Decimal
from typing import Final, TypeAlias

from compiler.load.scalars import is_ambiguous, parse_plain
from compiler.load.wording import UNSEEN

Scalar: TypeAlias = bool | int | Decimal | str | None

_WORDS: Final = frozenset({"y", "yes", "n", "no", "on", "off", "<<", "="})
"""What YAML 1.1 takes for a value or a merge key, in any case."""

_INDICATOR: Final = re.compile(r"[,\[\]{}#&*!|>'\"%@`]|:|[-?](?!\w)|---|\.\.\.")
"""What text cannot start with outside of quotes."""

_BREAKING: Final = re.compile(r":(?:\s|$)|\s#|[\t\n]")
"""What ends text outside of quotes, or is lost there."""

_IN_BRACES: Final = re.compile(r"[,\[\]{}?]")

_VALUE_IN_1_1: Final = re.compile(
    r"""
      [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?      # counted by sixties
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*                  # a date
    """,
    re.VERBOSE | re.DOTALL,
)

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write_scalar(value: Scalar, *, in_braces: bool = False) -> str:
    """Return a value as YAML on one line.

    Args:
        value: text is text whatever it looks like.
        in_braces: whether it will stand in braces or brackets.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return str(value)
        case str():
            return value if _is_plain(value, in_braces) else _quote(value)


def _is_plain(text: str, in_braces: bool) -> bool:  # noqa: FBT001 - as write_scalar has it
    says_text = isinstance(parse_plain(text), str) and not is_ambiguous(text)
    return (
        says_text
        and text == text.strip()
        and text.lower() not in _WORDS
        and not _INDICATOR.match(text)
        and not _BREAKING.search(text)
        and not _VALUE_IN_1_1.fullmatch(text)
        and not (in_braces and _IN_BRACES.search(text))
        and not _must_escape(text)
    )


def _must_escape(text: str) -> bool:
    # Besides, surrogates are no text, and of wider characters not all can be printed.
    return UNSEEN.search(text) is not None or not text.replace("\n", "").isprintable()


def _quote(text: str) -> str:
    """Return text in the quotes that need the least escaping."""
    if '"' in text and "'" not in text and not _must_escape(text) and "\n" not in text:
        return f"'{text}'"
    return f'"{"".join(map(_escape, text))}"'


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable() and not UNSEEN.match(character):
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - what four digits hold
