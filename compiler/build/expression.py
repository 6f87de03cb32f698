"""SQL that stands in a spec: template filled in, references found and qualified.

An expression keeps the text the user gave it; only its names get their schemas.
"""

import re
from typing import Final

from compiler.build.expression_place import ExpressionPlace, check_place
from compiler.build.known_columns import Columns
from compiler.build.scope import Scope, shown
from compiler.build.sql_names import qualify_names
from compiler.build.sql_source import SqlSource, parse_sql_source
from compiler.build.unfit_constants import check_constants
from compiler.build.unfit_types import check_types, check_value
from compiler.build.unknown_columns import check_columns, text_help
from compiler.document import ScalarNode
from compiler.spelling import find_nearest
from compiler.syntax.expression import parse_expression
from compiler.syntax.keywords import QUOTED_KEYWORDS
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.names_used import ParsedExpression

_NEAR: Final = re.compile(r'at or near "(\w+)"')
_WORDS: Final = """
and between case collate distinct else end exists false from ilike in is like not null
or select similar then true unknown when where
"""
_OPERATOR_WORDS: Final = frozenset(_WORDS.split())
"""What joins the names and values of an expression."""


def build_expression(
    scope: Scope, node: ScalarNode, columns: Columns, place: ExpressionPlace
) -> str:
    """Return the SQL of an expression, or an empty text after a finding.

    Numbers and booleans are SQL literals as they were spelled.

    Args:
        scope: where the spec stands.
        node: the expression.
        columns: what it may name.
        place: what it may hold.
    """
    if not isinstance(node.value, str):
        check_value(scope, node, place)
        return "NULL" if node.value is None else node.text
    source = parse_sql_source(scope, node)
    if source is None:
        return ""
    try:
        parsed = parse_expression(source.parsable)
    except SqlError as problem:
        if _is_reserved_name(source, columns, problem):
            return ""
        source.error(
            "invalid-expression",
            problem.offset,
            shown(problem.message),
            text_help(source, columns) or _remedy(problem.message),
        )
        return ""
    check_columns(source, columns, parsed, place)
    _check_keywords(source, columns, parsed)
    check_place(source, place, parsed)
    check_types(source, columns, place)
    if "'" in source.filled:
        check_constants(source, columns.type_of)
    return qualify_names(source, parsed)


def _is_reserved_name(source: SqlSource, columns: Columns, problem: SqlError) -> bool:
    """Return whether the grammar stopped at a column's name, which then is noted."""
    found = _NEAR.search(problem.message)
    word = found.group(1).lower() if found else ""
    if columns.complete and word in columns.names and word in QUOTED_KEYWORDS:
        source.error(
            "reserved-word",
            problem.offset,
            f'{word} is a word of SQL, not the {columns.word} "{word}"',
            f'Write "{word}" in double quotes.',
        )
        return True
    return False


def _check_keywords(
    source: SqlSource, columns: Columns, parsed: ParsedExpression
) -> None:
    """Note a word such as `user` that is a value, and the name of a column too."""
    for use in parsed.keywords:
        word = use.parts[0]
        if use.in_subquery or word not in columns.names:
            continue
        source.error(
            "reserved-word",
            use.offset,
            f'{word} is a value of the session here, not the {columns.word} "{word}"',
            f'Write "{word}" in double quotes'
            + (", or current_user if that is meant." if word == "user" else "."),
        )


def _remedy(message: str) -> str:
    """Return what to do about an expression that PostgreSQL's grammar refuses."""
    if message.startswith("a comment"):
        return "Remove the comment, or write it in front of the expression."
    found = _NEAR.search(message)
    word = found.group(1).lower() if found else ""
    near = find_nearest(word, _OPERATOR_WORDS)
    if near and near != word:
        return f"Write {near.upper()}."
    return "Write one SQL expression, as it would stand in parentheses."
