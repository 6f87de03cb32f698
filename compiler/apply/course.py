"""The steps of a part of a plan, rendered once for all tenants that share them."""

import dataclasses
from collections.abc import Iterable, Sequence

from compiler.model.catalog import DatabaseObject
from compiler.model.identity import identify
from compiler.model.routine import Routine
from compiler.plan.changes import (
    Backfill,
    BuildOnPartitions,
    Change,
    CreateConcurrently,
    Drop,
    DropConcurrently,
    thing_of,
)
from compiler.plan.compare import list_things
from compiler.plan.plan import Priced, PricedStep
from compiler.plan.steps import Manner, manner_of
from compiler.render.change import render_change
from compiler.render.statement import Statement
from compiler.syntax.quote import SentinelText


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RenderedStep:
    """A step, rendered.

    Args:
        changes: what it makes.
        manner: how.
        transactional: whether it is one transaction.
        statements: what it comes to, in the order of execution.
        undo: what takes away what is left of it where it fails half done.
    """

    changes: tuple[Change, ...]
    manner: Manner
    transactional: bool
    statements: tuple["Rendered", ...]
    undo: tuple["Rendered", ...]

    @property
    def patient(self) -> bool:
        """Whether it waits for others as long as that takes: nobody waits for it."""
        kinds = CreateConcurrently | DropConcurrently | BuildOnPartitions
        return any(isinstance(each, kinds) for each in self.changes)

    @property
    def backfill(self) -> Backfill | None:
        """What it fills in rows that are there, if it does."""
        return next((it for it in self.changes if isinstance(it, Backfill)), None)


@dataclasses.dataclass(frozen=True, slots=True)
class Rendered:
    """A statement for the sentinel tenant, taken apart once."""

    statement: Statement
    text: SentinelText

    def for_tenant(self, tenant: str) -> Statement:
        """Return it under the names of a tenant; as it is where none is named."""
        if not tenant:
            return self.statement
        return dataclasses.replace(self.statement, sql=self.text.for_tenant(tenant))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The steps of a part, rendered.

    Args:
        steps: in the order in which they are made.
        checked: number of the step at whose end the bodies of routines are looked at:
            the last one in a transaction, where routines change; else nought.
    """

    steps: tuple[RenderedStep, ...]
    checked: int

    @property
    def is_short(self) -> bool:
        """Whether it is one transaction, for which no other part has to wait."""
        return (
            len(self.steps) == 1
            and self.steps[0].transactional
            and self.steps[0].manner is Manner.TOGETHER
        )

    def left_backfills(self, done: int) -> tuple[Backfill, ...]:
        """Return the backfills that come after so many steps."""
        return tuple(
            each.backfill for each in self.steps[done:] if each.backfill is not None
        )


def chart_course(steps: Sequence[PricedStep], owner: str) -> Course:
    """Return the steps of a part, rendered.

    Args:
        steps: for the sentinel tenant, or of what stands once.
        owner: the role that owns the platform.
    """
    rendered = tuple(_render(each, owner) for each in steps)
    checked = 0
    if any(_touches_body(change) for each in rendered for change in each.changes):
        ends = [n for n, each in enumerate(rendered, 1) if each.transactional]
        checked = max(ends, default=0)
    return Course(steps=rendered, checked=checked)


def go_on(
    course: Course,
    wanted: Iterable[DatabaseObject],
    left: Iterable[Backfill],
    owner: str,
) -> Course:
    """Return a course with the backfills that an earlier one was broken off before.

    Args:
        course: what makes of what is there now what is to be there.
        wanted: what is to be there.
        left: what had still to be filled in.
        owner: the role that owns the platform.
    """
    things = list_things(wanted)
    again = {identify(each.backfill.object) for each in course.steps if each.backfill}
    more = tuple(
        _render(PricedStep((Priced(each, (), ()),), transactional=False), owner)
        for each in left
        if identify(each.object) in things and identify(each.object) not in again
    )
    return dataclasses.replace(course, steps=(*course.steps, *more))


def _render(step: PricedStep, owner: str) -> RenderedStep:
    changes = tuple(priced.change for priced in step.changes)
    left = [
        DropConcurrently(object=each.object)
        for each in changes
        if isinstance(each, CreateConcurrently)
    ]
    return RenderedStep(
        changes=changes,
        manner=manner_of(changes[0]),
        transactional=step.transactional,
        statements=_render_all(changes, owner),
        undo=_render_all(left, owner),
    )


def _render_all(changes: Iterable[Change], owner: str) -> tuple[Rendered, ...]:
    return tuple(
        Rendered(statement, SentinelText(statement.sql))
        for change in changes
        for statement in render_change(change, owner)
    )


def _touches_body(change: Change) -> bool:
    return isinstance(thing_of(change), Routine) and not isinstance(change, Drop)
