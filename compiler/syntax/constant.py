"""SQL constants whose value can be read off their text."""

import re
from decimal import Decimal
from typing import Final, TypeAlias

Constant: TypeAlias = Decimal | str | bool | None
"""The value of a number, a text, a boolean, or null."""

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_TEXT: Final = re.compile(
    r"(?:(?:date|timestamp|timestamptz|uuid|numeric)\s+)?'((?:[^'\\]|'')*)'"
    r"(?:\s*::\s*[\w. ]+)?",
    re.IGNORECASE,
)
_WORDS: Final = {"true": True, "false": False, "null": None}


class NotConstantError(ValueError):
    """The SQL is no constant of the plain forms."""


def read_constant(sql: str) -> Constant:
    """Return the value of a constant, its type as it may be written left out.

    Raises:
        NotConstantError: the SQL says something else, or in another form.
    """
    text = sql.strip()
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    found = _TEXT.fullmatch(text)
    if found:
        return found.group(1).replace("''", "'")
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    raise NotConstantError(sql)


def read_bare_constant(sql: str) -> Constant:
    """Return the value of a constant that names no type itself.

    Raises:
        NotConstantError: the SQL says something else, or names a type.
    """
    names_type = "::" in sql or not sql.lstrip().startswith("'")
    if "'" in sql and names_type:
        raise NotConstantError(sql)
    return read_constant(sql)
