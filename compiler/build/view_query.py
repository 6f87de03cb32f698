"""The queries of views: parsed, their names looked up, and their columns."""

import dataclasses

from compiler.build.scope import Scope, shown
from compiler.build.sql_names import qualify_names
from compiler.build.sql_source import SqlSource, parse_sql_source
from compiler.build.unknown_columns import check_query_columns
from compiler.document import MappingNode
from compiler.model.name import QualifiedName
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.names_used import NameUse
from compiler.syntax.query import ParsedQuery, parse_query


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
    templates = root.flag("template", default=False)
    node = root.scalars("query")[0]
    source = parse_sql_source(scope, node, templates=templates)
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


def build_query(query: ViewQuery) -> str:
    """Return the SQL of a query; what it names and is not there is noted."""
    names = query.parsed.names
    check_query_columns(query.source, names, query.parsed.sources)
    return qualify_names(query.source, names)
