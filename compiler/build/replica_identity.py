"""What logical replication knows the old rows of a table by."""

from collections.abc import Iterator, Sequence
from typing import Literal, cast

from compiler.build.table_source import TableSource
from compiler.document import MappingNode, Node, ScalarNode
from compiler.model.index import Index
from compiler.model.replica_identity import ReplicaIdentity
from compiler.model.table import Table
from compiler.spelling import find_nearest


def build_replica_identity(
    source: TableSource, table: Table, indexes: Sequence[Index]
) -> Iterator[tuple[Node, ReplicaIdentity]]:
    """Yield the replica identity with the node that says it; none where it is usual.

    Args:
        source: the table's spec.
        table: what was built of it.
        indexes: of the table.
    """
    node = source.root.get("replica_identity")
    if isinstance(node, MappingNode):
        where = node.scalars("index")[0]
        _check_index(source, where, table, indexes)
        yield node, ReplicaIdentity(table=table.name, kind="index", index=where.text)
    elif isinstance(node, ScalarNode) and node.text != "default":
        kind = cast("Literal['full', 'nothing']", node.text)
        yield node, ReplicaIdentity(table=table.name, kind=kind, index="")


def _check_index(
    source: TableSource, node: ScalarNode, table: Table, indexes: Sequence[Index]
) -> None:
    """Note an index that tells no two rows of the table apart."""
    keys = {key.name: key.columns for key in table.keys if not key.deferral}
    unique = {
        index.name: tuple(element.expression for element in index.elements)
        for index in indexes
        if index.unique
        and not index.predicate
        and all(element.is_column for element in index.elements)
    }
    columns = {**keys, **unique}.get(node.text)
    primary = {name for key in table.keys if key.primary for name in key.columns}
    never_null = primary | {one.name for one in table.columns if one.not_null}
    if columns is None:
        there = node.text in {index.name for index in indexes} | {
            key.name for key in table.keys
        }
        near = find_nearest(node.text, (*keys, *unique))
        _report(
            source,
            node,
            f'"{node.text}" is partial, over expressions, deferrable or not unique'
            if there
            else f'"{node.text}" is no index of {table.name.name}',
            f"Write {near}." if near else "Name a unique index, or write full.",
        )
    elif not never_null.issuperset(columns):
        some = next(name for name in columns if name not in never_null)
        _report(
            source,
            node,
            f'the column "{some}" of "{node.text}" may be null',
            "Add `not_null: true` to the column, or name another index.",
        )


def _report(source: TableSource, node: ScalarNode, problem: str, remedy: str) -> None:
    source.scope.findings.error("replica-identity", node.position, problem, remedy)
