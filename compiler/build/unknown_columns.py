"""Columns that SQL in a spec names and that are not there, as far as that is known."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from compiler.build.expression_place import ExpressionPlace
from compiler.build.known_columns import Columns
from compiler.build.scope import Scope, shown
from compiler.build.sql_source import SqlSource
from compiler.model.column import SYSTEM_COLUMNS
from compiler.spelling import find_nearest
from compiler.syntax.names_used import NameUse, ParsedExpression
from compiler.syntax.query import QuerySources, find_sources

_WHOLE_ROW: Final = "*"
_OF_EVERY_TABLE: Final = SYSTEM_COLUMNS | {_WHOLE_ROW}
_OF_SOURCE: Final = 2
"""Parts of a column's name that begins with that of what it is read from."""

_PLAIN_WORDS: Final = re.compile(r"[^\W\d]\w*([ -]\w+)*|\{[^'\"]*\}")
_OFTEN_CALLED: Final = frozenset(
    {"clock_timestamp", "gen_random_uuid", "now", "uuidv7"}
)


def check_columns(
    source: SqlSource,
    columns: Columns,
    parsed: ParsedExpression,
    place: ExpressionPlace,
) -> None:
    """Note the columns that an expression names and that are not there.

    Args:
        source: the expression.
        columns: what it may name outside of sub-selects.
        parsed: the names in it.
        place: where it stands.
    """
    _check_own(source, columns, parsed, place)
    if any(use.in_subquery for use in parsed.columns):
        sources = find_sources(source.parsable)
        check_query_columns(source, parsed, sources, outer=columns)


def _check_own(
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
            text_help(source, columns) or column_help(name, columns),
        )


def check_query_columns(
    source: SqlSource,
    names: ParsedExpression,
    sources: QuerySources,
    outer: Columns | None = None,
) -> None:
    """Note the columns that what they would be read from lacks, as far as is known.

    Args:
        source: the SQL.
        names: all names in it.
        sources: what it reads from.
        outer: the columns beside which sub-selects stand, which are all that is looked
            at then; nothing where the SQL is a query itself.
    """
    scope = source.scope
    read = {
        name: scope.relations.get(found)
        for name, parts in sources.relations.items()
        if (found := scope.qualify("table", ".".join(parts)))
    }
    whole = _all_columns(names, sources, read, outer)
    uses = tuple(use for use in names.columns if use.in_subquery or outer is None)
    for use, columns in _unknown_columns(scope, uses, read, whole):
        name = use.parts[-1]
        table = f" of {shown(columns.table)}" if columns.table else " here"
        source.error(
            "unknown-column",
            use.offset,
            f'"{shown(name)}" is no column{table}',
            column_help(name, columns),
        )


def _unknown_columns(
    scope: Scope,
    uses: tuple[NameUse, ...],
    read: Mapping[str, Columns | None],
    whole: Columns | None,
) -> Iterator[tuple[NameUse, Columns]]:
    for use in uses:
        name = use.parts[-1]
        # `row.name` is also how SQL writes a call of a function with the row.
        if name in _OF_EVERY_TABLE or scope.qualify("function", name):
            continue
        columns = read.get(use.parts[0]) if len(use.parts) == _OF_SOURCE else None
        if columns is not None and columns.lacks(name):
            yield use, columns
        elif len(use.parts) == 1 and whole is not None and whole.lacks(name):
            yield use, whole


def _all_columns(
    names: ParsedExpression,
    sources: QuerySources,
    read: Mapping[str, Columns | None],
    outer: Columns | None,
) -> Columns | None:
    """Return all that a name alone may mean; nothing where that is not known."""
    complete = [columns for columns in read.values() if columns and columns.complete]
    relations = {use.offset for use in names.relations if not use.in_text}
    if not sources.is_plain or not len(relations) == len(complete) > 0:
        return None
    if outer is not None:
        complete.append(outer)
    return Columns(
        table=complete[0].table if len(complete) == 1 else "",
        names=frozenset().union(*(columns.names for columns in complete))
        | sources.aliases,
        complete=all(columns.complete for columns in complete),
    )


def text_help(source: SqlSource, columns: Columns) -> str:
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
