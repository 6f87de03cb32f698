"""What only a table that holds rows itself can have."""

from typing import Final

from compiler.build.table_source import TableSource

_OPTIONS: Final = ("unlogged", "with", "replica_identity")


def check_options(table: TableSource) -> None:
    """Note what a partitioned table has and does not pass on to its partitions."""
    for key in _OPTIONS:
        node = table.root.get(key)
        if node is not None:
            table.scope.findings.error(
                "option-of-partitioned",
                node.position,
                f"{table.name.name} is partitioned, so it holds no rows, and its "
                f"partitions do not take over {key}",
                f"Remove {key}.",
            )
