"""What PostgreSQL's own grammar says about statements, routines and expressions.

Source: PostgreSQL source, `src/backend/parser/gram.y` and `src/pl/plpgsql/src/`.
"""

import re
from collections.abc import Sequence
from typing import Final

from compiler.syntax.libpg_query import (
    SqlError,
    check_plpgsql,
    count_statements,
    split_statements,
)
from compiler.syntax.plpgsql import (
    with_neutral_declarations,
    with_neutral_head,
    without_text,
)

__all__ = [
    "SqlError",
    "accepts_statements",
    "parse_routine",
    "parse_statement",
]

_QUOTED_WORD: Final = re.compile(r'"(.+)"')
_CUT_SHORT: Final = "at end of input"
_VERB: Final = re.compile(
    r"(?:delete|insert|merge|select|update|with)\b", re.IGNORECASE
)
_SQL_IN_BODY: Final = re.compile(
    r"\b(?P<sql>(?:delete|insert|merge|select|update|with)\b)"
    r"|(?::=|\b(?:if|perform|return|while)\b)\s*(?P<expression>)",
    re.IGNORECASE,
)
"""Where SQL begins in a statement of PL/pgSQL, and where an expression does."""


def parse_statement(sql: str) -> None:
    """Judge a text that has to be exactly one statement.

    Raises:
        SqlError: it is not.
    """
    count = count_statements(sql)
    if count != 1:
        raise SqlError(f"this is {count} statements, not one", 0)


def accepts_statements(texts: Sequence[str]) -> bool:
    """Return whether each text is surely exactly one statement.

    They are read all at once, in half the time. That some text is none does not tell
    which.
    """
    try:
        found = split_statements(";\n".join(texts))
    except SqlError:
        return False
    return list(map(_bare, found)) == list(map(_bare, texts))


def _bare(statement: str) -> str:
    return statement.strip("; \n")


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
    before = body.split("\n")[: error.line - 1]
    line_start = min(sum(len(line) + 1 for line in before), len(body))
    if error.message.endswith(_CUT_SHORT):
        return _end_of_cut_short(body, line_start)
    word = _QUOTED_WORD.search(error.message)
    if word is None:
        return line_start
    text = re.escape(word.group(1))
    is_word = re.fullmatch(r"\w+", word.group(1))
    whole = rf"(?<!\w){text}(?!\w)" if is_word else text
    found = re.compile(whole).search(body, line_start)
    return found.start() if found else line_start


def _end_of_cut_short(body: str, start: int) -> int:
    """Return where the first statement ends that lacks its end; or the body's end."""
    mask = without_text(body)
    while (end := mask.find(";", start)) >= 0:
        beginnings = map(_sql_start, _SQL_IN_BODY.finditer(mask, start, end))
        if any(_is_cut_short(body[beginning:end]) for beginning in beginnings):
            return end
        start = end + 1
    return len(body)


def _sql_start(found: re.Match[str]) -> int:
    return max(found.start("sql"), found.start("expression"))


def _is_cut_short(sql: str) -> bool:
    statement = f"SELECT {sql}" if not _VERB.match(sql) else sql
    try:
        count_statements(statement)
    except SqlError as error:
        return error.message.endswith(_CUT_SHORT)
    return False
