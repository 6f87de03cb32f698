"""Rows for which their table has no partition when they are written."""

from collections.abc import Iterable, Iterator

from compiler.build.partition_columns import declared_in
from compiler.build.table_source import TableSource
from compiler.document import MappingNode, ScalarNode
from compiler.syntax.constant import Constant, NotConstantError, read_constant


def check_row_partitions(table: TableSource, rows: Iterable[MappingNode]) -> None:
    """Note rows that no declared partition takes, as far as can be told."""
    partition_by = table.root.mapping("partition_by")
    if _is_by_time(partition_by):
        for row in rows:
            _report(
                table,
                row,
                "has no partition yet for this row, because it is split by time",
                "Remove the row, and write it once the partitions are made.",
            )
        return
    try:
        taken = frozenset(_listed(partition_by))
    except NotConstantError:
        return
    columns = [it for it in partition_by.items("list") if isinstance(it, ScalarNode)]
    for row in rows if taken and columns else ():
        value = row.get(columns[0].text)
        if isinstance(value, ScalarNode) and value.value not in taken:
            _report(
                table,
                row,
                f"has no partition for {value.text}",
                "Add the value to a partition, or add a default partition.",
            )


def _is_by_time(partition_by: MappingNode) -> bool:
    return "every" in partition_by or any(
        _is_by_time(partition.mapping("partition_by"))
        for _, partition in declared_in(partition_by)
    )


def _listed(partition_by: MappingNode) -> Iterator[Constant]:
    """Yield the values that partitions take; none where one takes all others.

    Raises:
        NotConstantError: one of them is not understood.
    """
    partitions = [each for _, each in declared_in(partition_by)]
    if any(each.flag("default", default=False) for each in partitions):
        return
    for partition in partitions:
        for node in partition.scalars("in"):
            yield read_constant("NULL" if node.value is None else node.text)


def _report(table: TableSource, row: MappingNode, what: str, remedy: str) -> None:
    table.scope.findings.error(
        "row-without-partition", row.position, f"{table.name.name} {what}", remedy
    )
