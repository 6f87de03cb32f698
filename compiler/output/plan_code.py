"""SQL in the changes of a plan file: it stays where a template puts it.

An expression that held a semicolon, a comma outside of brackets or a bracket too many
would be more than one: another statement in the text of a block, or another part of an
`ALTER TABLE`, of which no hazard tells.
"""

import dataclasses
import functools
from collections.abc import Iterator
from typing import Any, Final

from compiler.plan.sentinel import SQL_FIELDS
from compiler.syntax.expression import check_enclosed
from compiler.syntax.libpg_query import SqlError, scan_tokens

_WHOLE: Final = frozenset({"actions", "body", "query"})
"""Fields that hold statements, and what they are made of."""

_PIECES: Final = SQL_FIELDS - _WHOLE | {"compression", "storage"}
"""Fields that hold one expression, one type or one word, or several of them each."""

_MAX_WORDS: Final = 100_000


def require_pieces(value: object) -> None:
    """Hold the SQL in a change against what a template takes it for.

    Args:
        value: of the model: a dataclass, a tuple of them, or a plain value.

    Raises:
        ValueError: it is more than that.
    """
    for piece in _find_pieces(value):
        if not _is_one(piece):
            raise ValueError(f"{piece[:60]!r} is more than one expression")


def _find_pieces(value: Any) -> Iterator[str]:  # noqa: ANN401 - of the model
    if isinstance(value, tuple):
        for each in value:
            yield from _find_pieces(each)
        return
    for name in _fields_of(type(value)):  # type: ignore[arg-type]  # a class is hashable
        content = getattr(value, name)
        if name not in _PIECES:
            yield from _find_pieces(content)
        # A column's name may hold anything; it is quoted.
        elif content and not getattr(value, "is_column", False):
            yield from (content,) if isinstance(content, str) else _texts(content)


def _texts(content: object) -> Iterator[str]:
    if not isinstance(content, tuple):
        yield from _find_pieces(content)
        return
    for each in content:
        yield from (each,) if isinstance(each, str) else _find_pieces(each)


@functools.cache
def _fields_of(kind: type) -> tuple[str, ...]:
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(each.name for each in dataclasses.fields(kind))


@functools.lru_cache(maxsize=4096)
def _is_one(piece: str) -> bool:
    """Return whether a text stays one where brackets and commas stand around it."""
    try:
        check_enclosed(piece, _MAX_WORDS)
    except SqlError:
        return False
    if "," not in piece:
        return True
    depth = 0
    for token in scan_tokens(piece):
        depth += (token.text in "([") - (token.text in ")]")
        if token.text == "," and not depth:
            return False
    return True
