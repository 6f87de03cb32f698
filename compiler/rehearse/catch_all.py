"""A partition for each table whose own come with the time, so that it can take rows."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.partition import DefaultBound, Partition
from compiler.model.policy import RowSecurity
from compiler.model.table import Table
from compiler.names import generate_name


def catch_all(
    objects: Iterable[DatabaseObject], scheduled: AbstractSet[QualifiedName]
) -> Iterator[Partition | RowSecurity]:
    """Yield a partition for all rows of each of the tables among objects, protected.

    Args:
        objects: any.
        scheduled: the tables whose partitions come and go.
    """
    for each in objects:
        if isinstance(each, Table) and each.name in scheduled:
            name = QualifiedName(
                each.name.schema, generate_name(each.name.name, "rehearsed")
            )
            yield Partition(
                family=each.name,
                parent=each.name,
                name=name,
                bound=DefaultBound(),
                partitioning=None,
                description="",
            )
            yield RowSecurity(table=name, family=each.name, enabled=True, forced=True)
