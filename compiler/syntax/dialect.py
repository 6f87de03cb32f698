"""Which SQL sqlglot models: the only module that imports it.

sqlglot only reads here. What it does not model it carries along as opaque text, broken
or not, so such text counts as not checked by it.
"""

import contextlib
import logging
from collections.abc import Iterator
from typing import Final

from sqlglot import exp
from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import ErrorLevel

_MAX_NESTING: Final = 40
_MAX_ARRAY_NESTING: Final = 8
"""sqlglot reads an `ARRAY[…]` twice, so 20 levels of them would take half a minute."""

_MAX_SUBSCRIPTS: Final = 200
"""sqlglot's time grows with the square of them."""

_LOGGER: Final = logging.getLogger("sqlglot")


def models_statement(sql: str) -> bool:
    """Return whether sqlglot parses the text as one statement, every part of it."""
    if (
        _nesting(sql, "()") > _MAX_NESTING
        or _nesting(sql, "[]") > _MAX_ARRAY_NESTING
        or sql.count("[") > _MAX_SUBSCRIPTS
    ):
        return False
    try:
        dialect = Postgres()
        parser = dialect.parser(error_level=ErrorLevel.IMMEDIATE)
        with _silence():
            trees = parser.parse(dialect.tokenize(sql), sql)
    except Exception:  # noqa: BLE001 - not being able to parse it is an answer, whyever
        return False
    statements = [tree for tree in trees if tree is not None]
    return len(statements) == 1 and statements[0].find(exp.Command) is None


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep warnings of statements that are not modelled out of the log."""
    before = _LOGGER.disabled
    _LOGGER.disabled = True
    try:
        yield
    finally:
        _LOGGER.disabled = before


def _nesting(sql: str, brackets: str) -> int:
    """Return how deep brackets are nested, as far as that can be too deep.

    Those in strings count too.
    """
    if sql.count(brackets[0]) <= _MAX_ARRAY_NESTING:
        return 0
    depth = deepest = 0
    for character in sql:
        if character == brackets[0]:
            depth += 1
            deepest = max(deepest, depth)
        elif character == brackets[1]:
            depth = max(depth - 1, 0)
    return deepest
