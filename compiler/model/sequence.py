"""Sequences."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName

SequenceType: TypeAlias = Literal["smallint", "integer", "bigint"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A sequence that no column made.

    Args:
        minimum: nothing for PostgreSQL's default; so with `maximum` and `start`.
        cache: how many numbers a session takes at once.
        cycle: whether it begins again behind its last number.
        unlogged: whether it stays out of the write-ahead log.
    """

    name: QualifiedName
    data_type: SequenceType
    start: int | None
    increment: int
    minimum: int | None
    maximum: int | None
    cache: int
    cycle: bool
    unlogged: bool
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SequenceOwner:
    """The column with which a sequence goes away."""

    sequence: QualifiedName
    table: QualifiedName
    column: str
