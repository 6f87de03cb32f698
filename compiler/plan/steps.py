"""What is done together: changes in one transaction, or one that allows none."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from compiler.model.enum_type import EnumType
from compiler.plan.changes import (
    Alter,
    AttachIndexes,
    Backfill,
    BuildOnPartitions,
    Change,
    CreateConcurrently,
    DropConcurrently,
    RequireReferents,
    Validate,
)


class Manner(enum.Enum):
    """How a change can be made beside others."""

    TOGETHER = "together"
    ALONE = "alone"
    """In a transaction of its own: others would wait for it, or need it committed."""
    JOINED = "joined"
    """In the transaction of the change before it."""
    OUTSIDE = "outside"
    """In no transaction at all."""


@dataclass(frozen=True, slots=True)
class Step:
    """Changes that are made, or undone, as one.

    Args:
        transactional: whether they are; else there is one change, and it may be left
            half done.
    """

    changes: tuple[Change, ...]
    transactional: bool


def split_steps(changes: Sequence[Change]) -> Iterator[Step]:
    """Yield the steps of changes that stand in the order in which they are made."""
    step: list[Change] = []
    last = Manner.TOGETHER
    for change in changes:
        manner = manner_of(change)
        if manner is Manner.JOINED:
            step.append(change)
            continue
        if step and not (manner is last is Manner.TOGETHER):
            yield Step(tuple(step), transactional=last is not Manner.OUTSIDE)
            step = []
        step.append(change)
        last = manner
    if step:
        yield Step(tuple(step), transactional=last is not Manner.OUTSIDE)


def manner_of(change: Change) -> Manner:
    """Return how a change can be made beside others."""
    match change:
        case CreateConcurrently() | DropConcurrently() | Backfill():
            return Manner.OUTSIDE
        case BuildOnPartitions() | AttachIndexes():
            return Manner.OUTSIDE
        case Validate():
            return Manner.ALONE
        case RequireReferents():
            return Manner.JOINED
        case Alter(before=EnumType() as before, after=EnumType() as after):
            # A label cannot be used before it is committed.
            added = before.labels != after.labels
            return Manner.ALONE if added else Manner.TOGETHER
        case _:
            return Manner.TOGETHER
