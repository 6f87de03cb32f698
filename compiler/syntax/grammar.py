"""What PostgreSQL's own grammar says about statements, routines and expressions.

Source: PostgreSQL source, `src/backend/parser/gram.y` and `src/pl/plpgsql/src/`.
"""

import re
from typing import Final

from compiler.syntax.libpg_query import SqlError, check_plpgsql, count_statements
from compiler.syntax.plpgsql import with_neutral_declarations, with_neutral_head

__all__ = [
    "SqlError",
    "parse_routine",
    "parse_statement",
]

_QUOTED_WORD: Final = re.compile(r'"(.+)"')


def parse_statement(sql: str) -> None:
    """Judge a text that has to be exactly one statement.

    Raises:
        SqlError: it is not.
    """
    count = count_statements(sql)
    if count != 1:
        raise SqlError(f"this is {count} statements, not one", 0)


def parse_routine(create_sql: str, language: str, body: str) -> None:
    """Judge a routine with what its body says.

    Args:
        create_sql: the `CREATE FUNCTION` or `CREATE PROCEDURE`, body included.
        language: `sql` or `plpgsql`.
        body: as it stands between the dollar quotes.

    Raises:
        SqlError: statement or body is not grammatical; the offset is one in
            `create_sql`.
    """
    parse_statement(create_sql)
    start = max(create_sql.rfind(body), 0)
    if language == "plpgsql":
        _parse_plpgsql(create_sql, body, start)
    elif language == "sql":
        try:
            count_statements(body)
        except SqlError as error:
            raise SqlError(error.message, start + error.offset) from error
    else:
        raise SqlError(f"there is no parser for the language {language}", 0)


def _parse_plpgsql(create_sql: str, body: str, start: int) -> None:
    end = start + len(body)
    head = with_neutral_head(create_sql[:start])
    try:
        check_plpgsql(head + with_neutral_declarations(body) + create_sql[end:])
    except SqlError as error:
        offset = start + _place(body, error) if error.line else 0
        raise SqlError(error.message, offset) from error


def _place(body: str, error: SqlError) -> int:
    """Return about where in a PL/pgSQL body the error is.

    The parser tells the line of the last statement that it understood, and the word
    behind it that it did not.
    """
    if error.message.endswith("at end of input"):
        return len(body)
    before = body.split("\n")[: error.line - 1]
    line_start = min(sum(len(line) + 1 for line in before), len(body))
    word = _QUOTED_WORD.search(error.message)
    return max(line_start, body.find(word.group(1), line_start) if word else 0)
