"""A plan: what is done, in which steps, for whom, and what it may cost."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from compiler.model.identity import Identity, identify
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.table import Table
from compiler.model.table_part import TableColumn
from compiler.model.unmodelled import Unmodelled
from compiler.plan.changes import Alter, Change, Create, Validate
from compiler.plan.hazard import ACCESS, NOTED, Danger, Hazard, find_dangers
from compiler.plan.lock import Lock, find_locks
from compiler.plan.newness import Newness
from compiler.plan.proof import proof_of
from compiler.plan.size import Size
from compiler.plan.steps import Step
from compiler.plan.surroundings import NOTHING, Surroundings


@dataclass(frozen=True, slots=True)
class Priced:
    """A change with what it costs.

    Args:
        locks: on relations that were there before the plan.
        dangers: of what was there before the plan.
    """

    change: Change
    locks: tuple[Lock, ...]
    dangers: tuple[Danger, ...]


@dataclass(frozen=True, slots=True)
class PricedStep:
    """What is made, or undone, as one."""

    changes: tuple[Priced, ...]
    transactional: bool


@dataclass(frozen=True, slots=True)
class PartPlan:
    """What is done for one class of tenants, or for what stands once.

    Args:
        tenants: ids of those who are alike; none for what stands once.
        steps: for the sentinel tenant.
        back: steps that undo them, except for what is lost.
        unmodelled: what is there and no spec could say, under the names of the first
            tenant; nothing is done about it.
        sizes: of tables that are locked, by name; none where no database was asked.
    """

    tenants: tuple[str, ...]
    steps: tuple[PricedStep, ...]
    back: tuple[PricedStep, ...]
    unmodelled: tuple[Unmodelled, ...]
    sizes: Mapping[QualifiedName, Size] = field(default_factory=dict)

    def changes(self) -> Iterator[Priced]:
        """Yield every change, in the order in which it is made."""
        for step in self.steps:
            yield from step.changes

    def locked(self) -> frozenset[QualifiedName]:
        """Return the relations that are locked at some time."""
        return frozenset(
            lock.relation for priced in self.changes() for lock in priced.locks
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What came of a plan in a database of its own.

    Args:
        there: why it is not rehearsed, or what is not as the plan says; nothing where
            all went well.
        back: why the way back does not lead to what there was; nothing as above.
        rows: how many tables had a row that was watched.
    """

    there: tuple[str, ...]
    back: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done: first what stands once, then for each class of tenants.

    Args:
        strays: schemas of tenants that no spec names; nothing is done there.
        rehearsal: nothing where nobody asked for one.
    """

    parts: tuple[PartPlan, ...]
    strays: tuple[str, ...]
    rehearsal: Rehearsal | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be done."""
        return not any(part.steps for part in self.parts)

    @property
    def has_drift(self) -> bool:
        """Whether anything is there that no spec asks for, or is otherwise."""
        return not self.is_empty or any(part.unmodelled for part in self.parts)

    def hazards(self) -> tuple[Hazard, ...]:
        """Return what stops until it is allowed, each once."""
        found = {
            danger.hazard
            for part in self.parts
            for priced in part.changes()
            for danger in priced.dangers
        }
        if self.rehearsal is not None and self.rehearsal.there:
            found.add(Hazard.NOT_REHEARSED)
        if self.rehearsal is not None and self.rehearsal.back:
            found.add(Hazard.NOT_REVERSIBLE)
        return tuple(each for each in Hazard if each in found - NOTED)


def price_steps(
    steps: tuple[Step, ...], around: Surroundings = NOTHING
) -> tuple[PricedStep, ...]:
    """Return steps with what they cost; what they make themselves costs nothing.

    Args:
        steps: in the order in which they are made.
        around: what else is there.
    """
    new: set[QualifiedName] = set()
    newness = Newness(change for step in steps for change in step.changes)
    proven = {
        identify(change.object)
        for step in steps
        for change in step.changes
        if isinstance(change, Validate)
    }
    priced: list[PricedStep] = []
    for step in steps:
        changes: list[Priced] = []
        for change in step.changes:
            # From here on: what goes before it comes anew is not new.
            new |= _relations_made(change)
            found = _price(change, new, proven, around)
            if newness.opens_nothing(change):
                kept = (each for each in found.dangers if each.hazard not in ACCESS)
                found = dataclasses.replace(found, dangers=tuple(kept))
            changes.append(found)
        priced.append(PricedStep(tuple(changes), transactional=step.transactional))
    return tuple(priced)


def _relations_made(change: Change) -> set[QualifiedName]:
    match change:
        case Create(object=Table(name=name) | Partition(name=name)):
            return {name}
        case _:
            return set()


def _price(
    change: Change,
    new: set[QualifiedName],
    proven: set[Identity],
    around: Surroundings,
) -> Priced:
    locks = find_locks(change)
    known = tuple(lock for lock in locks if lock.relation not in new)
    # On something new alone: nobody has used it yet.
    is_new = bool(locks) and not known
    dangers: tuple[Danger, ...] = ()
    if not is_new:
        dangers = (*find_dangers(change), *around.dangers_beside(change))
    if _is_proven(change, proven):
        dangers = tuple(it for it in dangers if it.hazard is not Hazard.FULL_SCAN)
    beside = (it for it in around.locks_beside(change) if it.relation not in new)
    return Priced(change=change, locks=(*known, *beside), dangers=dangers)


def _is_proven(change: Change, proven: set[Identity]) -> bool:
    """Return whether a check has proved before that a column holds no null."""
    match change:
        case Alter(after=TableColumn() as column):
            return identify(proof_of(column)) in proven
        case _:
            return False
