"""The columns by which a table, its partitions and theirs are split.

PostgreSQL wants all of them in every key of the table.
"""

from collections.abc import Iterator
from typing import Final, cast

from compiler.build.scope import Scope, parse_name
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.model.partition import Strategy

STRATEGIES: Final = ("range", "list", "hash")


def find_partition_columns(scope: Scope, root: MappingNode) -> tuple[str, ...]:
    """Return the columns in the partition keys of a spec, each once.

    Args:
        scope: where the names stand.
        root: of a table, or what says a partition.
    """
    nodes = [item for item in _key_items(root) if isinstance(item, ScalarNode)]
    return tuple(dict.fromkeys(parse_name(scope, node) for node in nodes))


def strategy_of(partition_by: MappingNode) -> Strategy:
    """Return how a table is split."""
    found = next(each for each in STRATEGIES if each in partition_by)
    return cast("Strategy", found)


def declared_in(partition_by: MappingNode) -> Iterator[tuple[ScalarNode, MappingNode]]:
    """Yield the partitions that are declared by name, with what is said of each."""
    node = partition_by.get("partitions")
    if isinstance(node, MappingNode):
        for key, value in node:
            yield key, as_mapping(value)


def _key_items(root: MappingNode) -> Iterator[Node]:
    partition_by = root.mapping("partition_by")
    for strategy in STRATEGIES:
        yield from partition_by.items(strategy)
    for _, partition in declared_in(partition_by):
        yield from _key_items(partition)
