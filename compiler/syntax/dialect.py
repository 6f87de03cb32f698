"""Which SQL sqlglot models: the only module that imports it.

sqlglot only reads here. What it does not model it carries along as opaque text, broken
or not, so such text counts as not checked by it.
"""

import contextlib
import functools
import logging
from collections.abc import Iterator
from typing import Final

from sqlglot import exp
from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import ErrorLevel
from sqlglot.parser import Parser
from sqlglot.tokens import Tokenizer

_MAX_NESTING: Final = 40
_MAX_ARRAY_NESTING: Final = 8
"""sqlglot reads an `ARRAY[…]` twice, so 20 levels of them would take half a minute."""

_MAX_SUBSCRIPTS: Final = 200
"""sqlglot's time grows with the square of them."""

CARRIED: Final = (
    "ALTER ROLE ",
    "CREATE POLICY ",
    "CREATE ROLE ",
)
"""How statements begin that sqlglot carries along whatever they say."""

_NOT_ASKED: Final = (*CARRIED, "ALTER TABLE ", "COMMENT ON ")
"""How statements begin that sqlglot is not asked about, for asking takes as long as
where it has something to say. Nearly all that alters a table it carries along too. A
comment is a name and a string, and two statements of three are comments."""

_LOGGER: Final = logging.getLogger("sqlglot")


def models_statement(sql: str) -> bool:
    """Return whether sqlglot parses the text as one statement, every part of it."""
    if sql.startswith(_NOT_ASKED):
        return False
    if _is_too_much(sql):
        return False
    try:
        tokenizer, parser = _readers()
        with _silence():
            trees = parser.parse(tokenizer.tokenize(sql), sql)
    except Exception:  # noqa: BLE001 - not being able to parse it is an answer, whyever
        return False
    statements = [tree for tree in trees if tree is not None]
    return len(statements) == 1 and not _holds_command(statements[0])


def _holds_command(tree: exp.Expr) -> bool:
    """Return whether a part of a statement is only carried along."""
    if isinstance(tree, exp.Create) and tree.expression is None:
        # A command is a statement, and a table or an index holds none.
        return False
    return tree.find(exp.Command) is not None


@functools.cache
def _readers() -> tuple[Tokenizer, Parser]:
    dialect = Postgres()
    return dialect.tokenizer(), dialect.parser(error_level=ErrorLevel.IMMEDIATE)


def _is_too_much(sql: str) -> bool:
    return (
        _is_deeper(sql, "()", _MAX_NESTING)
        or _is_deeper(sql, "[]", _MAX_ARRAY_NESTING)
        or sql.count("[") > _MAX_SUBSCRIPTS
    )


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep warnings of statements that are not modelled out of the log."""
    before = _LOGGER.disabled
    _LOGGER.disabled = True
    try:
        yield
    finally:
        _LOGGER.disabled = before


def _is_deeper(sql: str, brackets: str, limit: int) -> bool:
    """Return whether brackets are nested deeper; those in strings count too."""
    if sql.count(brackets[0]) <= limit:
        return False
    depth = 0
    for character in sql:
        if character == brackets[0]:
            depth += 1
            if depth > limit:
                return True
        elif character == brackets[1]:
            depth = max(depth - 1, 0)
    return False
