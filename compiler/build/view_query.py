"""The queries of views: parsed, their names looked up, and their columns."""

import dataclasses
from collections.abc import Iterator, Mapping

from compiler.build.expression import Columns, column_help
from compiler.build.scope import Scope, shown
from compiler.build.sql_names import qualify_names
from compiler.build.sql_source import SqlSource, parse_sql_source
from compiler.document import MappingNode
from compiler.model.column import SYSTEM_COLUMNS
from compiler.model.name import QualifiedName
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.names_used import NameUse
from compiler.syntax.query import ParsedQuery, parse_query

_OF_EVERY_TABLE = SYSTEM_COLUMNS | {"*"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ViewQuery:
    """The query of a view."""

    source: SqlSource
    parsed: ParsedQuery

    @property
    def reads(self) -> tuple[tuple[NameUse, QualifiedName], ...]:
        """The tables and views of the project that it names, each use of them."""
        scope = self.source.scope
        found = (
            (use, scope.qualify("table", ".".join(use.parts)))
            for use in self.parsed.names.relations
        )
        return tuple((use, name) for use, name in found if name is not None)


def parse_view_query(scope: Scope, root: MappingNode, itself: str) -> ViewQuery | None:
    """Return the query of a view, or nothing after a finding.

    Args:
        scope: where the view stands.
        root: its spec.
        itself: the name by which a recursive view reads itself; else empty.
    """
    is_template = root.flag("template", default=False)
    node = root.scalars("query")[0]
    source = parse_sql_source(scope, node, is_template=is_template)
    if source is None:
        return None
    try:
        return ViewQuery(source=source, parsed=parse_query(source.text, itself))
    except SqlError as problem:
        source.error(
            "invalid-sql",
            problem.offset,
            shown(problem.message),
            "Write one query, SELECT, VALUES or TABLE, without a semicolon.",
        )
    return None


def build_query(query: ViewQuery, known: Mapping[QualifiedName, Columns]) -> str:
    """Return the SQL of a query; what it names and is not there is noted.

    Args:
        query: the query.
        known: the columns of the tables and views of the project.
    """
    _check_columns(query, known)
    return qualify_names(query.source, query.parsed.names)


def _check_columns(query: ViewQuery, known: Mapping[QualifiedName, Columns]) -> None:
    sources = {
        name: known.get(found)
        for name, parts in query.parsed.sources.items()
        if (found := query.source.scope.qualify("table", ".".join(parts)))
    }
    for use, columns in _unknown_columns(query, sources):
        name = use.parts[-1]
        table = f" of {shown(columns.table)}" if columns.table else " here"
        query.source.error(
            "unknown-column",
            use.offset,
            f'"{shown(name)}" is no column{table}',
            column_help(name, columns),
        )


def _unknown_columns(
    query: ViewQuery, sources: Mapping[str, Columns | None]
) -> Iterator[tuple[NameUse, Columns]]:
    """Yield the columns that what they would be read from lacks, as far as is known."""
    whole = _all_columns(query, sources)
    for use in query.parsed.names.columns:
        name = use.parts[-1]
        # `row.name` is also how SQL writes a call of a function with the row.
        if name in _OF_EVERY_TABLE or query.source.scope.qualify("function", name):
            continue
        columns = sources.get(use.parts[0]) if len(use.parts) == _OF_SOURCE else None
        if columns is not None and columns.lacks(name):
            yield use, columns
        elif len(use.parts) == 1 and whole is not None and whole.lacks(name):
            yield use, whole


_OF_SOURCE = 2
"""Parts of a column's name that begins with that of what it is read from."""


def _all_columns(
    query: ViewQuery, sources: Mapping[str, Columns | None]
) -> Columns | None:
    """Return all that a name alone may mean; nothing where that is not known."""
    read = [columns for columns in sources.values() if columns and columns.complete]
    relations = {use.offset for use in query.parsed.names.relations if not use.in_text}
    if not query.parsed.is_plain or not len(relations) == len(read) > 0:
        return None
    names = frozenset().union(*(columns.names for columns in read))
    return Columns(
        table=read[0].table if len(read) == 1 else "",
        names=names | query.parsed.aliases,
    )
