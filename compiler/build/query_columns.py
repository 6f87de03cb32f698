"""Columns that queries name, and that what they read from lacks."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from compiler.build.expression import Columns, column_help
from compiler.build.scope import Scope, shown
from compiler.build.sql_source import SqlSource, parse_sql_source
from compiler.document import ScalarNode
from compiler.model.column import SYSTEM_COLUMNS
from compiler.model.name import QualifiedName
from compiler.syntax.expression import parse_expression
from compiler.syntax.names_used import NameUse, ParsedExpression
from compiler.syntax.query import QuerySources, find_sources

_OF_EVERY_TABLE: Final = SYSTEM_COLUMNS | {"*"}
_OF_SOURCE: Final = 2
"""Parts of a column's name that begins with that of what it is read from."""

_READING: Final = re.compile(r"\bfrom\b", re.IGNORECASE)


def check_sub_selects(
    scope: Scope,
    node: ScalarNode,
    outer: Columns,
    known: Mapping[QualifiedName, Columns],
) -> None:
    """Note the columns that sub-selects of an expression name and that are not there.

    Args:
        scope: where the expression stands.
        node: an expression without findings.
        outer: the columns beside which the sub-selects stand.
        known: the columns of the tables and views of the project.
    """
    source = parse_sql_source(scope, node) if _READING.search(node.text) else None
    if source is None:
        return
    text = source.parsable
    check_query_columns(
        source, parse_expression(text), find_sources(text), known, outer
    )


def check_query_columns(
    source: SqlSource,
    names: ParsedExpression,
    sources: QuerySources,
    known: Mapping[QualifiedName, Columns],
    outer: Columns | None = None,
) -> None:
    """Note the columns that what they would be read from lacks, as far as is known.

    Args:
        source: the SQL.
        names: all names in it.
        sources: what it reads from.
        known: the columns of the tables and views of the project.
        outer: the columns beside which sub-selects stand, which are all that is looked
            at then; nothing where the SQL is a query itself.
    """
    scope = source.scope
    read = {
        name: known.get(found)
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
