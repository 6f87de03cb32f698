"""Primary keys, unique constraints and foreign keys.

The tenant column goes in front of them, the partition column behind: PostgreSQL wants
the latter in every key of a partitioned table, and the former keeps one tenant from
probing another's keys.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from compiler.build.reference import find_qualified
from compiler.build.scope import parse_name
from compiler.build.table_source import TableSource, parse_own_name
from compiler.document import MappingNode, ScalarNode, as_mapping
from compiler.model.constraint import ForeignKey, Key, ReferentialAction
from compiler.model.name import QualifiedName
from compiler.names import generate_name
from compiler.spelling import find_nearest


def build_keys(table: TableSource) -> tuple[Key, ...]:
    """Return the primary key, where there is one, and the unique constraints."""
    return (*_primary_key(table), *_unique_keys(table))


def build_foreign_keys(
    table: TableSource, tables: Mapping[QualifiedName, TableSource]
) -> Iterator[tuple[MappingNode, ForeignKey]]:
    """Yield the foreign keys with the nodes that say them.

    Args:
        table: the table that refers.
        tables: every table by its qualified name.
    """
    for item in table.root.items("foreign_keys"):
        node = as_mapping(item)
        key = _foreign_key(table, node, tables)
        if key is not None:
            yield node, key


def named_columns(table: TableSource, nodes: Iterable[ScalarNode]) -> tuple[str, ...]:
    """Return the columns that the nodes name; one that is not there is a finding."""
    names = []
    for node in nodes:
        name = parse_name(table.scope, node)
        names.append(name)
        if table.columns.lacks(name):
            report_unknown_column(table, node, name)
    return tuple(names)


def report_unknown_column(table: TableSource, node: ScalarNode, name: str) -> None:
    """Note that a node names a column which the table lacks."""
    near = find_nearest(name, table.columns.names)
    table.scope.findings.error(
        "unknown-column",
        node.position,
        f'"{name}" is no column of {table.name.name}',
        f"Write {near}." if near else "Add the column, or correct the name.",
    )


def _primary_key(table: TableSource) -> Iterator[Key]:
    nodes = table.root.scalars("primary_key")
    if nodes:
        yield Key(
            name=generate_name(table.name.name, "pkey"),
            columns=_key_columns(table, named_columns(table, nodes)),
            primary=True,
            nulls_distinct=True,
            description="",
        )


def _unique_keys(table: TableSource) -> Iterator[Key]:
    for item in table.root.items("unique"):
        node = as_mapping(item)
        columns = named_columns(table, node.scalars("columns"))
        yield Key(
            name=parse_own_name(table, node, *columns, "key"),
            columns=_key_columns(table, columns),
            primary=False,
            nulls_distinct=node.flag("nulls_distinct", default=True),
            description=node.text("description"),
        )


def _key_columns(table: TableSource, columns: tuple[str, ...]) -> tuple[str, ...]:
    whole = (table.tenant_column, *columns, table.partition_column)
    return tuple(dict.fromkeys(column for column in whole if column))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """The columns of both sides of a foreign key, with the tenant column in front."""

    columns: tuple[str, ...]
    referenced: tuple[str, ...]


def _foreign_key(
    table: TableSource, node: MappingNode, tables: Mapping[QualifiedName, TableSource]
) -> ForeignKey | None:
    target = _referenced_table(table, node, tables)
    own = named_columns(table, node.scalars("columns"))
    if target is None:
        return None
    listed = node.scalars("to")
    to = (
        named_columns(target, listed)
        if listed
        else tuple(
            parse_name(target.scope, it) for it in target.root.scalars("primary_key")
        )
    )
    sides = _sides(table, target, own, to)
    if not _is_key(target, sides.referenced) or len(own) != len(to):
        if target.columns.complete and not any(map(target.columns.lacks, to)):
            _no_matching_key(node, table, target, to)
        return None
    on_delete, on_update = _action(node, "on_delete"), _action(node, "on_update")
    some = sides.columns != own and on_delete in {"set null", "set default"}
    return ForeignKey(
        table=table.name,
        name=parse_own_name(table, node, *own, "fkey"),
        columns=sides.columns,
        referenced_table=target.name,
        referenced_columns=sides.referenced,
        on_update=on_update,
        on_delete=on_delete,
        action_columns=own if some else (),
        description=node.text("description"),
    )


def _sides(
    table: TableSource, target: TableSource, own: tuple[str, ...], to: tuple[str, ...]
) -> _Sides:
    column = table.tenant_column
    if column and column == target.tenant_column and column not in own:
        return _Sides(columns=(column, *own), referenced=(column, *to))
    return _Sides(columns=own, referenced=to)


def _action(node: MappingNode, key: str) -> ReferentialAction:
    return cast("ReferentialAction", node.text(key, "no action"))


def _is_key(target: TableSource, columns: tuple[str, ...]) -> bool:
    return any(set(key.columns) == set(columns) for key in build_keys(target))


def _referenced_table(
    table: TableSource, node: MappingNode, tables: Mapping[QualifiedName, TableSource]
) -> TableSource | None:
    found = find_qualified(table.scope, "table", node.scalars("references")[0])
    return tables.get(found) if found else None


def _no_matching_key(
    node: MappingNode, table: TableSource, target: TableSource, to: tuple[str, ...]
) -> None:
    table.scope.findings.error(
        "no-matching-key",
        node.position,
        f"{target.name.name} has no primary or unique key on ({', '.join(to)})"
        + (
            f" alone, for it is partitioned by {target.partition_column}"
            if target.partition_column
            else ""
        ),
        "Name the columns of a key under `to`, or drop the foreign key.",
    )
