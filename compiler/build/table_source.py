"""A table's spec with its mixins poured in: what the builders of its parts read."""

import dataclasses
from collections.abc import Iterable, Mapping

from compiler.build.known_columns import Columns
from compiler.build.mixins import find_mixins
from compiler.build.partition_columns import find_partition_columns
from compiler.build.scope import Scope, parse_name
from compiler.document import Document, MappingNode, Node, ScalarNode, as_mapping
from compiler.model.name import QualifiedName
from compiler.names import SENTINEL_TENANT, generate_name

_PARTS = ("columns", "checks", "triggers")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A part of a table that stands under its name, with the spec it comes from."""

    name: str
    key: ScalarNode
    node: Node


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableSource:
    """A table before it is built.

    Args:
        scope: with `table.name` and `table.schema`.
        tenant_column: the column that leads the keys; empty where none does.
        columns: those that its expressions may name.
        parts: `columns`, `checks` and `triggers` by their names, mixins included.
        indexes: of the table and of its mixins.
        partition_columns: those that are appended to keys; none in a plain table.
    """

    name: QualifiedName
    document: Document
    scope: Scope
    tenant_column: str
    columns: Columns
    parts: Mapping[str, Mapping[str, Named]]
    indexes: tuple[MappingNode, ...]
    partition_columns: tuple[str, ...]

    @property
    def root(self) -> MappingNode:
        """The table's own spec."""
        return self.document.root


def build_source(scope: Scope, document: Document) -> TableSource:
    """Return the table with its mixins.

    Args:
        scope: of the schema in which the table stands.
        document: its spec.
    """
    root = document.root
    name = QualifiedName(
        scope.schema or parse_name(scope, root.scalars("schema")[0]),
        parse_name(scope, root.scalars("table")[0]),
    )
    scope = scope.plus(table__name=name.name, table__schema=name.schema)
    wants_tenant = bool(scope.schema) and root.flag("tenant_column", default=True)
    mixins = find_mixins(scope, root, wants_tenant=wants_tenant)
    sources = (*mixins.first, root, *mixins.last)
    parts = {part: _collect(scope, part, sources) for part in _PARTS}
    column = scope.project.tenant_column
    if wants_tenant and mixins.complete and column not in parts["columns"]:
        scope.findings.error(
            "no-tenant-column",
            root.position,
            f'{name.name} has no column "{column}" that says whose its rows are',
            "Add the column, a mixin that has it, or `tenant_column: false`.",
        )
    return TableSource(
        name=name,
        document=document,
        scope=scope,
        tenant_column=column if wants_tenant else "",
        columns=_known_columns(name, parts["columns"], complete=mixins.complete),
        parts=parts,
        indexes=tuple(
            as_mapping(index) for source in sources for index in source.items("indexes")
        ),
        partition_columns=find_partition_columns(scope, root),
    )


def _known_columns(
    name: QualifiedName, columns: Mapping[str, Named], *, complete: bool
) -> Columns:
    return Columns(
        table=name.name,
        names=frozenset(columns),
        complete=complete,
        types={key: as_mapping(it.node).text("type") for key, it in columns.items()},
    )


def parse_own_name(table: TableSource, node: MappingNode, *parts: str) -> str:
    """Return the name that a node gives to its object, or else one of these parts."""
    named = node.scalar("name")
    if named is not None:
        return parse_name(table.scope, named)
    return generate_name(table.name.name, *parts)


def _tenant_in_name(scope: Scope, key: ScalarNode) -> None:
    scope.findings.error(
        "tenant-in-name",
        key.position,
        "a column is called alike by every tenant",
        "Write a name without a path of the tenant; {{ tenant.column.name }} may stand "
        "in it.",
    )


def _collect(
    scope: Scope, part: str, sources: Iterable[MappingNode]
) -> dict[str, Named]:
    collected: dict[str, Named] = {}
    for source in sources:
        for key, node in source.mapping(part):
            name = parse_name(scope, key)
            if part == "columns" and SENTINEL_TENANT in name:
                _tenant_in_name(scope, key)
            first = collected.setdefault(name, Named(name=name, key=key, node=node))
            if first.key is not key:
                where = first.key.position
                scope.findings.error(
                    f"duplicate-{part[:-1]}",
                    key.position,
                    f'"{name}" stands in {scope.values["table.name"]} twice',
                    f"Rename or remove one; the other stands in {where}.",
                )
    return collected
