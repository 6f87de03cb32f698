"""SQL that stands in a spec: template filled in, references found and qualified.

An expression keeps the text the user gave it; only its names get their schemas.
"""

import dataclasses
import re
from collections.abc import Mapping
from typing import Final

from compiler.build.expression_place import ExpressionPlace, check_place
from compiler.build.scope import Scope, shown
from compiler.build.sql_names import qualify_names
from compiler.build.sql_source import SqlSource, parse_sql_source
from compiler.build.typed_constants import check_constants
from compiler.document import ScalarNode
from compiler.spelling import find_nearest
from compiler.syntax.expression import parse_expression
from compiler.syntax.keywords import QUOTED_KEYWORDS
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.names_used import ParsedExpression

_WHOLE_ROW: Final = "*"
_NEAR: Final = re.compile(r'at or near "(\w+)"')
_WORDS: Final = """
and between case collate distinct else end exists false from ilike in is like not null
or select similar then true unknown when where
"""
_PLAIN_WORDS: Final = re.compile(r"[^\W\d]\w*([ -]\w+)*|\{[^'\"]*\}")
_OFTEN_CALLED: Final = frozenset(
    {"clock_timestamp", "gen_random_uuid", "now", "uuidv7"}
)
_OPERATOR_WORDS: Final = frozenset(_WORDS.split())
"""What joins the names and values of an expression."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns that an expression may name.

    Args:
        table: the table's own name, with which a column may be qualified.
        names: its columns.
        complete: false where a mixin could not be read; then any column may be there.
        row_names: other words for a row, such as `new` and `old` in a trigger.
        word: what they are called, where they are no columns.
        composite: whether one of them may have fields of its own.
        bare: whether a column may stand without the word for its row.
        types: names of the columns' types, as far as they are known.
    """

    table: str
    names: frozenset[str]
    complete: bool = True
    row_names: frozenset[str] = frozenset()
    word: str = "column"
    composite: bool = False
    bare: bool = True
    types: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def lacks(self, name: str) -> bool:
        """Return whether there is no column of that name, as far as is known."""
        return self.complete and name not in self.names

    def type_of(self, name: str) -> str:
        """Return the name of a column's type as it is written; empty if unknown."""
        return self.types.get(name, "")


NO_COLUMNS = Columns(table="", names=frozenset())
"""For an expression that stands outside of any table."""


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
            _text_help(source, columns) or _remedy(problem.message),
        )
        return ""
    _check_columns(source, columns, parsed, place)
    _check_keywords(source, columns, parsed)
    check_place(source, place, parsed)
    if "'" in source.filled:
        check_constants(source, columns.row_names | {columns.table}, columns.type_of)
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


def _check_columns(
    source: SqlSource,
    columns: Columns,
    parsed: ParsedExpression,
    place: ExpressionPlace,
) -> None:
    rows = columns.row_names | {columns.table}
    # A whole row may stand wherever one of its columns may.
    of_every_table = place.system_columns | {_WHOLE_ROW}
    for use in parsed.columns:
        if use.in_subquery:
            continue
        first, *rest = use.parts
        known = (
            (columns.bare and not columns.lacks(first))
            or first in rows
            or first in place.system_columns
            if not rest
            else first in rows
            and (rest[0] in of_every_table or not columns.lacks(rest[0]))
        )
        if known:
            continue
        if rest and columns.composite and first in columns.names:
            continue
        name = rest[0] if rest and first in rows else ".".join(use.parts)
        source.error(
            "unknown-column",
            use.offset,
            f'"{shown(name)}" is no {columns.word}'
            + (f" of {shown(columns.table)}" if columns.table else " here"),
            _text_help(source, columns) or column_help(name, columns),
        )


def _text_help(source: SqlSource, columns: Columns) -> str:
    """Return the help for words that are text, or a call without parentheses."""
    text, key = source.text, source.node.pointer.rpartition("/")[2]
    if columns.names or not key.isidentifier() or not _PLAIN_WORDS.fullmatch(text):
        return ""
    if text.lower() in _OFTEN_CALLED:
        return f"Write `{key}: {text}()`."
    return f"""Write `{key}: "'{text}'"`: text stands in the quotes of SQL."""


def column_help(name: str, columns: Columns) -> str:
    """Return the help for a column that an expression names and that is not there."""
    if not columns.bare:
        return _row_help(name, columns)
    if not columns.names:
        return "Write a constant or a function call; text stands in single quotes."
    near = find_nearest(name, columns.names)
    if near:
        return f"Write {near}, or quote it as text: '{name}'."
    return f"Add the column, or quote it as text: '{shown(name)}'."


def _row_help(name: str, columns: Columns) -> str:
    """Return the help for a condition in which every column stands with its row."""
    if not columns.row_names:
        return "Remove it: the trigger runs for a statement, not for a row."
    column = name.rpartition(".")[2]
    near = find_nearest(column, columns.names) or column
    rows = " or ".join(f"{row}.{near}" for row in sorted(columns.row_names))
    return f"Write {rows}."
