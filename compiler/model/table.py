"""Tables."""

import dataclasses

from compiler.model.column import Column
from compiler.model.constraint import Check, Key
from compiler.model.name import QualifiedName


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RangePartitioning:
    """How a table is split by a range of time.

    Args:
        column: the partition key.
        every: the width of a partition, as an SQL interval.
        ahead: how many partitions are kept ready after the current one.
    """

    column: str
    every: str
    ahead: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with what `CREATE TABLE` says of it.

    Indexes, foreign keys, triggers, policies and grants are objects of their own.
    """

    name: QualifiedName
    columns: tuple[Column, ...]
    keys: tuple[Key, ...]
    checks: tuple[Check, ...]
    partitioning: RangePartitioning | None
    description: str
