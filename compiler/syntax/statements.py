"""Statements of a body that SQL reads as it is created, and the names in them.

Source: PostgreSQL source, `interpret_AS_clause` in `functioncmds.c`; all kinds of
statements were tried on servers of 15 and 18.
"""

from typing import Final

from compiler.syntax.expression import MAX_EXPRESSION_LENGTH, moved
from compiler.syntax.libpg_query import (
    SqlError,
    Token,
    TreeNode,
    count_statements,
    parse_tree,
    scan_tokens,
)
from compiler.syntax.names_used import NameWalk, ParsedExpression

_ATOMIC: Final = "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC "
_END: Final = "\nEND"
_READ_AT_ONCE: Final = frozenset(
    f"{word}_stmt"
    for word in ("select", "insert", "update", "delete", "merge", "return")
)
_REFUSED: Final = {
    "IntoClause": "a SELECT cannot write INTO a table here",
    "ParamRef": "an argument is called by its name, not by its number",
}


def parse_statements(text: str) -> ParsedExpression:
    """Return the names in the statements of a body that SQL reads as it is created.

    Args:
        text: each statement with its semicolon.

    Raises:
        SqlError: they cannot stand there; the offset is one in the text.
    """
    if len(text) > MAX_EXPRESSION_LENGTH:
        raise SqlError("this is too long to be checked", MAX_EXPRESSION_LENGTH)
    try:
        count = count_statements(f"{_ATOMIC}{text}{_END}")
        tree = parse_tree(f"{_ATOMIC}{text}{_END}")
    except SqlError as error:
        raise moved(error, len(_ATOMIC), text) from error
    if count != 1:
        raise SqlError("the body ends before its last statement", 0)
    body = tree.stmts[0].stmt.create_function_stmt.sql_body
    _check_kinds(text, body)
    walk = NameWalk(text, _ATOMIC, _REFUSED)
    walk.visit(body, (), inside=False)
    return walk.found()


def _check_kinds(text: str, body: TreeNode) -> None:
    """Raise an error at the first statement that only runs, and cannot be kept."""
    statements = [it for part in body.list.items for it in part.list.items]
    for number, statement in enumerate(statements):
        if statement.WhichOneof("node") not in _READ_AT_ONCE:
            first = _first_words(text)[number]
            message = f"{first.text.upper()} cannot stand in begin_atomic"
            raise SqlError(message, first.start)


def _first_words(text: str) -> list[Token]:
    """Return the first word of each statement.

    Those behind the first that holds statements itself, as CREATE RULE may, are others.
    """
    words = [token for token in scan_tokens(text) if not token.is_comment]
    return [
        word
        for word, before in zip(words, (None, *words), strict=False)
        if word.text != ";" and (before is None or before.text == ";")
    ]
