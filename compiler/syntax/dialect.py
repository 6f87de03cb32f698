"""Which SQL sqlglot models: the only module that imports it.

sqlglot only reads here. What it does not model it carries along as opaque text, broken
or not, so such text counts as not checked by it.
"""

from typing import Final

from sqlglot import exp
from sqlglot.dialects.postgres import Postgres
from sqlglot.errors import ErrorLevel
from sqlglot.parsers.postgres import PostgresParser

_MAX_NESTING: Final = 40
_MAX_ARRAY_NESTING: Final = 8
"""sqlglot reads an `ARRAY[…]` twice, so 20 levels of them would take half a minute."""


class _NotModelledError(Exception):
    """sqlglot is about to carry a statement as opaque text."""


class _Parser(PostgresParser):
    def _warn_unsupported(self) -> None:
        # Instead of the warning that would go to the log of the application.
        raise _NotModelledError


def models_statement(sql: str) -> bool:
    """Return whether sqlglot parses the text as one statement, every part of it."""
    if _nesting(sql, "()") > _MAX_NESTING or _nesting(sql, "[]") > _MAX_ARRAY_NESTING:
        return False
    try:
        dialect = Postgres()
        tokens = dialect.tokenize(sql)
        parser = _Parser(dialect=dialect, error_level=ErrorLevel.IMMEDIATE)
        trees = parser.parse(tokens, sql)
    except Exception:  # noqa: BLE001 - not being able to parse it is an answer, whyever
        return False
    statements = [tree for tree in trees if tree is not None]
    return len(statements) == 1 and statements[0].find(exp.Command) is None


def models_expression(text: str) -> bool:
    """Return whether sqlglot parses the text as an expression, every part of it."""
    return models_statement(f"SELECT ({text}\n)")


def _nesting(sql: str, brackets: str) -> int:
    """Return at least how deep brackets are nested; those in strings count too."""
    depth = deepest = 0
    for character in sql:
        if character == brackets[0]:
            depth += 1
            deepest = max(deepest, depth)
        elif character == brackets[1]:
            depth = max(depth - 1, 0)
    return deepest
