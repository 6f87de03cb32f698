"""How a table is split into partitions, and the partitions that specs declare."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName

Strategy: TypeAlias = Literal["range", "list", "hash"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartitionKeyElement:
    """What tells the partitions of a table apart.

    Args:
        expression: a column's name where `is_column`, else an SQL expression.
    """

    expression: str
    is_column: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How the partitions of a table by time follow one another.

    Args:
        every: the width of a partition, as an SQL interval.
        ahead: how many partitions are kept ready after the current one.
    """

    every: str
    ahead: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Partitioning:
    """How a table, or a partition, is split.

    Args:
        key: columns and expressions, in order.
        schedule: of partitions that are made as time goes by; nothing where the
            partitions are objects of their own.
    """

    strategy: Strategy
    key: tuple[PartitionKeyElement, ...]
    schedule: Schedule | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListBound:
    """The rows whose key is one of these values, each an SQL constant."""

    values: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RangeBound:
    """The rows whose key is at or after `lower` and before `upper`.

    Each has an SQL constant, `MINVALUE` or `MAXVALUE` for each element of the key.
    """

    lower: tuple[str, ...]
    upper: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HashBound:
    """The rows whose key's hash, divided by `modulus`, leaves `remainder`."""

    modulus: int
    remainder: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DefaultBound:
    """The rows that no other partition takes."""


Bound: TypeAlias = ListBound | RangeBound | HashBound | DefaultBound


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A partition that a spec declares.

    It has the columns, keys and checks of its parent, and row-level security of its
    own, without policies: only the table at the top is a way to its rows.

    Args:
        family: the table at the top.
        parent: what it is a partition of, which may be one itself.
        partitioning: how it is split in turn; nothing where it holds rows.
    """

    family: QualifiedName
    parent: QualifiedName
    name: QualifiedName
    bound: Bound
    partitioning: Partitioning | None
    description: str
