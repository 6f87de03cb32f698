"""What is done together: changes in one transaction, or one that allows none."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from compiler.model.constraint import ForeignKey
from compiler.model.enum_type import EnumType
from compiler.model.role import Membership, Role
from compiler.names import SENTINEL_TENANT
from compiler.plan.changes import (
    Alter,
    AttachIndexes,
    Backfill,
    BuildOnPartitions,
    Change,
    Create,
    CreateConcurrently,
    Drop,
    DropConcurrently,
    RequireReferents,
    Validate,
    thing_of,
)


class Manner(enum.Enum):
    """How a change can be made beside others."""

    TOGETHER = "together"
    ROLES = "roles"
    """With others of its manner: roles are the whole server's, and who changes them
    keeps all others from it until its transaction ends."""
    CROSSING = "crossing"
    """With others of its manner: it locks a table that all tenants share."""
    ALONE = "alone"
    """In a transaction of its own: others would wait for it, or need it committed."""
    JOINED = "joined"
    """In the transaction of the change before it."""
    OUTSIDE = "outside"
    """In no transaction at all."""


_GROUPED: Final = frozenset({Manner.TOGETHER, Manner.ROLES, Manner.CROSSING})


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
        if step and not (manner is last and manner in _GROUPED):
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
        case RequireReferents():
            return Manner.JOINED
        case _ if isinstance(thing_of(change), Role | Membership):
            return Manner.ROLES
        case _ if _is_alone(change):
            return Manner.ALONE
        case _:
            return Manner.CROSSING if _crosses(change) else Manner.TOGETHER


def _is_alone(change: Change) -> bool:
    match change:
        case Validate():
            return True
        case Alter(before=EnumType() as before, after=EnumType() as after):
            # A label cannot be used before it is committed.
            return before.labels != after.labels
        case _:
            return False


def _crosses(change: Change) -> bool:
    """Return whether a tenant's rows come to refer to what stands once, or cease to."""
    match change:
        case Create(object=ForeignKey() as key) | Drop(object=ForeignKey() as key):
            own, other = key.table.schema, key.referenced_table.schema
            return SENTINEL_TENANT in own and SENTINEL_TENANT not in other
        case _:
            return False
