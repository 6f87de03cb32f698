"""Views, and views whose rows are stored."""

import dataclasses
from collections.abc import Iterator
from typing import cast

from compiler.build.assembly import Part
from compiler.build.cyclic_views import check_circles
from compiler.build.dependencies import build_dependencies
from compiler.build.grants import build_grants, read_privileges
from compiler.build.indexes import build_indexes
from compiler.build.known_columns import Columns
from compiler.build.known_parameters import OF_TABLES
from compiler.build.parameters import build_parameters
from compiler.build.scope import parse_name
from compiler.build.sides import Side, Sides
from compiler.build.table_source import Named, TableSource
from compiler.build.triggers import build_triggers
from compiler.build.view_query import ViewQuery, build_query, parse_view_query
from compiler.build.view_shape import check_view
from compiler.document import Document, Node, ScalarNode, as_mapping
from compiler.model.name import QualifiedName
from compiler.model.view import CheckOption, MaterializedView, View, ViewColumn


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A view before it is built.

    Args:
        columns: those that its spec names.
        known: all of its columns, as far as they are known.
    """

    side: Side
    document: Document
    name: QualifiedName
    query: ViewQuery
    columns: tuple[ViewColumn, ...]
    known: Columns


def assemble_views(sides: Sides) -> None:
    """Add the views with all that hangs on them."""
    documents = sides.specs("view", "materialized_view")
    sources = [
        source
        for document in documents
        if (source := _source(sides, document)) is not None
    ]
    for source in sources:
        source.side.scope.relations[source.name] = source.known
    check_circles({source.name: source.query for source in sources})
    for source in sources:
        check_view(source.document.root, source.query, len(source.columns))
        query = build_query(source.query)
        _assemble(source, query)


def _source(sides: Sides, document: Document) -> _Source | None:
    side, schema = sides.of(document)
    root = document.root
    name = QualifiedName(schema, parse_name(side.scope, root.scalars(document.kind)[0]))
    recursive = root.flag("recursive", default=False)
    query = parse_view_query(side.scope, root, name.name if recursive else "")
    if query is None:
        return None
    columns = tuple(_column(side, item) for item in root.items("columns"))
    own = query.parsed.columns or ()
    named = tuple(column.name for column in columns)
    return _Source(
        side=side,
        document=document,
        name=name,
        query=query,
        columns=columns,
        known=Columns(
            table=name.name,
            names=frozenset((*named, *own[len(named) :])),
            complete=query.parsed.columns is not None and all(own[len(named) :]),
        ),
    )


def _column(side: Side, item: Node) -> ViewColumn:
    if isinstance(item, ScalarNode):
        return ViewColumn(
            name=parse_name(side.scope, item), type_sql="", description=""
        )
    node = as_mapping(item)
    return ViewColumn(
        name=parse_name(side.scope, node.scalars("name")[0]),
        type_sql="",
        description=node.text("description"),
    )


def _assemble(source: _Source, query: str) -> None:
    side, root = source.side, source.document.root
    is_stored = source.document.kind == "materialized_view"
    view = (_stored if is_stored else _view)(source, query)
    side.assembly.add(view, root)
    invoker = root.get("security_invoker")
    if invoker is not None:
        part = Part(source.name, "options", "security_invoker")
        side.assembly.add_part(part, invoker)
    table = _as_table(source)
    for node, index in build_indexes(table):
        side.assembly.add(index, node)
    for named, trigger in build_triggers(table):
        side.assembly.add(trigger, named.node)
    granted = read_privileges(side.scope, root.mapping("grants"), source.known)
    for node, grant in build_grants(source.name, granted):
        side.assembly.add(grant, node)


def _view(source: _Source, query: str) -> View:
    root = source.document.root
    return View(
        name=source.name,
        columns=source.columns,
        query=query,
        recursive=root.flag("recursive", default=False),
        security_invoker=root.flag("security_invoker", default=True),
        security_barrier=root.flag("security_barrier", default=False),
        check_option=cast("CheckOption", root.text("check_option")),
        depends_on=build_dependencies(source.side.scope, root),
        description=root.text("description"),
    )


def _stored(source: _Source, query: str) -> MaterializedView:
    root, scope = source.document.root, source.side.scope
    return MaterializedView(
        name=source.name,
        columns=source.columns,
        query=query,
        storage_parameters=build_parameters(
            scope, root.mapping("with"), OF_TABLES, "a materialized view"
        ),
        with_data=root.flag("with_data", default=True),
        depends_on=build_dependencies(scope, root),
        description=root.text("description"),
    )


def _as_table(source: _Source) -> TableSource:
    """Return what the builders of indexes and triggers read of a table."""
    root, scope = source.document.root, source.side.scope
    return TableSource(
        name=source.name,
        document=source.document,
        scope=scope.plus(
            table__name=source.name.name, table__schema=source.name.schema
        ),
        tenant_column="",
        columns=source.known,
        parts={
            "columns": {},
            "checks": {},
            "triggers": dict(_triggers(source)),
        },
        indexes=tuple(as_mapping(item) for item in root.items("indexes")),
        partition_columns=(),
    )


def _triggers(source: _Source) -> Iterator[tuple[str, Named]]:
    for key, node in source.document.root.mapping("triggers"):
        name = parse_name(source.side.scope, key)
        yield name, Named(name=name, key=key, node=node)
