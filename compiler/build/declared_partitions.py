"""The partitions that specs declare, by name or by number."""

from collections.abc import Iterator

from compiler.build.partition_bound import build_bound
from compiler.build.partition_columns import declared_in
from compiler.build.partitioning import build_partitioning
from compiler.build.table_source import TableSource
from compiler.document import MappingNode, ScalarNode
from compiler.model.name import QualifiedName
from compiler.model.partition import HashBound, Partition, Partitioning
from compiler.names import generate_name


def build_partitions(
    table: TableSource, partitioning: Partitioning
) -> Iterator[tuple[ScalarNode, Partition]]:
    """Yield the declared partitions of a table, and theirs, with who names them."""
    node = table.root.mapping("partition_by")
    yield from _partitions_of(table, table.name, node, partitioning)


def _partitions_of(
    table: TableSource,
    parent: QualifiedName,
    node: MappingNode,
    partitioning: Partitioning,
) -> Iterator[tuple[ScalarNode, Partition]]:
    number = node.get("partitions")
    if isinstance(number, ScalarNode):
        yield from _numbered(table, parent, number, partitioning)
    for key, declared in declared_in(node):
        name = QualifiedName(parent.schema, generate_name(parent.name, key.text))
        bound = build_bound(table, key, declared, partitioning)
        split = build_partitioning(table, name, key, declared)
        if bound is not None:
            yield (
                key,
                Partition(
                    family=table.name,
                    parent=parent,
                    name=name,
                    bound=bound,
                    partitioning=split,
                    description=declared.text("description"),
                ),
            )
        if split is not None:
            inner = declared.mapping("partition_by")
            yield from _partitions_of(table, name, inner, split)


def _numbered(
    table: TableSource,
    parent: QualifiedName,
    number: ScalarNode,
    partitioning: Partitioning,
) -> Iterator[tuple[ScalarNode, Partition]]:
    if partitioning.strategy != "hash":
        table.scope.findings.error(
            "partition-bound",
            number.position,
            f"a number does not say which rows a partition by {partitioning.strategy} "
            "takes",
            "Write the partitions by name, each with "
            + ("in." if partitioning.strategy == "list" else "from and to."),
        )
        return
    modulus = int(number.text)
    for remainder in range(modulus):
        name = generate_name(parent.name, f"p{remainder}")
        yield (
            number,
            Partition(
                family=table.name,
                parent=parent,
                name=QualifiedName(parent.schema, name),
                bound=HashBound(modulus=modulus, remainder=remainder),
                partitioning=None,
                description="",
            ),
        )
