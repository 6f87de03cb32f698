"""How tables are split: by what, and what PostgreSQL allows there."""

from collections.abc import Iterator
from typing import Final

from compiler.build import expression_place
from compiler.build.column_type import type_of, type_sql_of
from compiler.build.immutable import build_immutable
from compiler.build.keys import named_columns
from compiler.build.partition_columns import strategy_of
from compiler.build.table_source import TableSource
from compiler.build.type_facts import lacks_operator_class
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.model.name import QualifiedName
from compiler.model.partition import (
    Partitioning,
    PartitionKeyElement,
    Schedule,
    Strategy,
)
from compiler.names import MAX_IDENTIFIER_BYTES
from compiler.syntax.expression import parse_expression

_NO_TIMES: Final = frozenset(
    {"bigint", "boolean", "integer", "smallint", "text", "time", "uuid"}
)
"""Types by which tables are split at times, and cannot be by time."""

_MAX_BYTES = MAX_IDENTIFIER_BYTES - len("_p202611221530")
"""What a name may take, so that those of its partitions by time fit."""


def build_partitioning(
    table: TableSource, name: QualifiedName, where: ScalarNode, node: MappingNode
) -> Partitioning | None:
    """Return how a table or a partition is split, or nothing where it is not.

    Args:
        table: at the top.
        name: of what is split.
        where: where the spec names that.
        node: what stands there.
    """
    partition_by = node.mapping("partition_by")
    if not partition_by.entries:
        return None
    strategy = strategy_of(partition_by)
    items = partition_by.items(strategy)
    if len(items) > 1 and strategy == "list":
        _refuse(
            table,
            items[1],
            "PostgreSQL splits by a list of values of one column or expression",
            "Keep one of them, or split the partitions by the other one.",
        )
    every, ahead = partition_by.scalar("every"), partition_by.scalar("ahead")
    stray = ahead if every is None else every if strategy != "range" else None
    if stray is not None:
        _refuse(
            table,
            stray,
            "partitions that follow one another in time are split by range and every",
            "Write range and every, or name the partitions.",
        )
    return Partitioning(
        strategy=strategy,
        key=tuple(_element(table, item, strategy) for item in items),
        schedule=(
            _schedule(table, name, where, partition_by)
            if every is not None and strategy == "range"
            else None
        ),
    )


def check_unique_indexes(table: TableSource) -> None:
    """Note unique indexes that a partitioned table cannot have."""
    keys = tuple(_expressions(table.root))
    for index in table.indexes:
        if not index.flag("unique", default=False):
            continue
        columns = {
            item.text
            if isinstance(item, ScalarNode)
            else as_mapping(item).text("column")
            for item in index.items("columns")
        }
        missing = [name for name in table.partition_columns if name not in columns]
        if missing or keys:
            table.scope.findings.error(
                "unique-without-partition-key",
                index.position,
                f"{table.name.name} is partitioned, and this unique index lacks "
                "what it is partitioned by",
                f"Add {', '.join(missing)} to its columns."
                if missing and not keys
                else "Remove `unique`: no index is unique over partitions by an "
                "expression.",
            )


def check_keys(table: TableSource) -> None:
    """Note a partition key that is an expression where the table has keys."""
    if "primary_key" in table.root or "unique" in table.root:
        for node in _expressions(table.root):
            _refuse(
                table,
                node,
                f"{table.name.name} has keys, and PostgreSQL keeps none unique over "
                "partitions by an expression",
                "Split by columns, or leave out primary_key and unique.",
            )


def _expressions(root: MappingNode) -> Iterator[ScalarNode]:
    partition_by = root.mapping("partition_by")
    if partition_by.entries:
        for item in partition_by.items(strategy_of(partition_by)):
            if isinstance(item, MappingNode):
                yield item.scalars("expression")[0]
        partitions = partition_by.get("partitions")
        if isinstance(partitions, MappingNode):
            for _, partition in partitions:
                yield from _expressions(as_mapping(partition))


def _element(table: TableSource, item: Node, strategy: Strategy) -> PartitionKeyElement:
    if isinstance(item, ScalarNode):
        (name,) = named_columns(table, (item,))
        _check_column(table, item, name, strategy)
        return PartitionKeyElement(expression=name, is_column=True)
    node = as_mapping(item).scalars("expression")[0]
    text = build_immutable(table, node, expression_place.PARTITION_KEY)
    if text:
        _check_expression(table, node, text)
    return PartitionKeyElement(expression=text, is_column=False)


def _check_column(
    table: TableSource, node: ScalarNode, name: str, strategy: Strategy
) -> None:
    named = table.parts["columns"].get(name)
    if named is not None and "generated" in as_mapping(named.node):
        _refuse(
            table,
            node,
            f'"{name}" is generated, and PostgreSQL splits by no generated column',
            "Name another column, or write what generates it as {expression: …}.",
        )
    type_sql = type_sql_of(table, name)
    method, verb = ("hash", "hash") if strategy == "hash" else ("btree", "compare")
    if lacks_operator_class(type_sql, method):
        message = f'PostgreSQL cannot {verb} values of "{name}", which is {type_sql}'
        _refuse(table, node, message, "Split by another column.")


def _check_expression(table: TableSource, node: ScalarNode, text: str) -> None:
    columns = parse_expression(text).columns
    if not columns:
        message = "this expression is the same for every row, so it splits nothing"
        _refuse(table, node, message, "Write an expression over a column.")
    elif text.strip("() \n") == columns[0].parts[-1]:
        message = "this is a column, and keys have to know that"
        _refuse(
            table, node, message, f"Write {columns[0].parts[-1]} without expression."
        )


def _schedule(
    table: TableSource, name: QualifiedName, where: ScalarNode, node: MappingNode
) -> Schedule:
    items = node.items("range")
    if len(items) != 1 or not isinstance(items[0], ScalarNode):
        _refuse(
            table,
            items[-1],
            "partitions by time are split by one column",
            "Keep the column of the time.",
        )
    elif (kind := type_of(table, items[0].text)) and kind.sql in _NO_TIMES:
        message = f'"{items[0].text}" is {kind.sql}, and no date or timestamp'
        _refuse(table, items[0], message, "Name a column of a time.")
    if len(name.name.encode()) > _MAX_BYTES:
        table.scope.findings.error(
            "name-too-long",
            where.position,
            f"the partitions of {name.name} would get names over "
            f"{MAX_IDENTIFIER_BYTES} bytes",
            f"Shorten the name to {_MAX_BYTES} bytes.",
        )
    return Schedule(every=node.text("every"), ahead=int(node.text("ahead", "1")))


def _refuse(table: TableSource, node: Node, message: str, remedy: str) -> None:
    table.scope.findings.error("partition-key", node.position, message, remedy)
