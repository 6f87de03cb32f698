"""Applies a plan: what stands once first, then the tenants side by side.

One that fails stops no other. What is done is written down as it is done, so that the
next run goes on where a run was broken off.
"""

import contextlib
import dataclasses
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.apply.advance import Advance, find_advances
from compiler.apply.applied import Applied, Outcome
from compiler.apply.crew import Crew
from compiler.apply.journal import DoneStep, Entry, Journal
from compiler.apply.locks import Locks
from compiler.apply.progress import Progress, ProgressEvent, Stage
from compiler.apply.registration import find_stray_overrides, register_tenants
from compiler.apply.runner import Runner, Stopped
from compiler.apply.version import Status, Version
from compiler.errors import CannotRun
from compiler.execute.authority import become, borrow_roles
from compiler.execute.step import execute_together
from compiler.execute.transaction import run_transaction
from compiler.model.table_part import Thing
from compiler.plan.fingerprint import fingerprint_part
from compiler.plan.notes import Notes
from compiler.plan.part import Part
from compiler.plan.plan import Plan
from compiler.plan.platform import Platform
from compiler.render.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be applied.

    Args:
        plan: what is done.
        parts: as they are and are to be, in the order of the plan's.
        notes: what specs say to plans alone.
        platform: what it is done to.
        opening: what is run as soon as the platform's roles are there.
        plan_hash: of the plan.
        allowed: words of the hazards that are allowed.
        tool_version: is written down with what is done.
        origin: where a thing is asked for.
        goes_on: whether backfills that were broken off are gone on with.
        fail_fast: whether no tenant is begun any more once one has failed.
    """

    plan: Plan
    parts: tuple[Part, ...]
    notes: Notes
    platform: Platform
    opening: tuple[Statement, ...]
    plan_hash: str
    allowed: tuple[str, ...]
    tool_version: str
    origin: Callable[[Thing], str]
    goes_on: bool
    fail_fast: bool


class Application:
    """One run, in which a plan is applied.

    Args:
        control: the session that holds the locks.
        order: what is applied.
        crew: the sessions in which it is.
        locks: of the platform.
        progress: told of every step that is done.
    """

    def __init__(
        self,
        control: psycopg.Connection[Any],
        order: Order,
        crew: Crew,
        locks: Locks,
        progress: Progress,
    ) -> None:
        self._control = control
        self._order = order
        self._crew = crew
        self._progress = progress
        self._owner = order.platform.owner
        self._journal = Journal(order.platform.schema, self._owner)
        self._runner = Runner(self._journal, self._owner, locks, order.origin)

    def run(self, *, has_journal: bool) -> Applied:
        """Return what came of the plan.

        Args:
            has_journal: whether the database has a journal already.
        """
        latest = self._journal.read_latest(self._control) if has_journal else {}
        shared, tenants = self._find_advances(latest)
        broken_off = [
            part for part, each in latest.items() if each.status == Status.RUNNING
        ]
        if broken_off:
            self._journal.end_abandoned(self._control, broken_off)
        interrupted = False
        try:
            self._change_shared(shared, has_journal=has_journal)
            if shared.outcome is Outcome.DONE:
                self._begin(tenants)
                self._change_tenants(tenants)
        except KeyboardInterrupt:
            interrupted = True
            self._runner.stopped.set()
            self._crew.cancel()
        self._crew.finish()
        advances = (shared, *tenants)
        self._put_down(advances)
        registered, notes = self._register(advances)
        return Applied(
            parts=tuple(each.result() for each in advances),
            registered=registered,
            resumed=tuple(broken_off),
            interrupted=interrupted,
            notes=notes,
        )

    def _find_advances(
        self, latest: Mapping[str, Version]
    ) -> tuple[Advance, tuple[Advance, ...]]:
        """Return what is to be done about what stands once, and about each tenant."""
        if not self._order.goes_on:
            latest = {
                part: dataclasses.replace(each, backfills=[])
                for part, each in latest.items()
            }
        found = [
            advance
            for part, plan in zip(
                self._order.parts, self._order.plan.parts, strict=True
            )
            for advance in find_advances(
                part,
                plan,
                fingerprint_part(part, self._order.notes),
                latest,
                self._owner,
            )
        ]
        shared, *tenants = found
        shared.task = dataclasses.replace(shared.task, opening=self._order.opening)
        return shared, tuple(tenants)

    def _change_shared(self, shared: Advance, *, has_journal: bool) -> None:
        """Change what stands once; the journal may only come to be with it."""
        if has_journal:
            self._begin([shared])
        for _ in self._crew.work([shared], self._advance):
            self._tell(shared, Stage.SHARED, 1, 1)
        if shared.outcome is Outcome.DONE and shared.planned and not has_journal:
            self._begin([shared])
            closing = tuple(
                (
                    self._owner,
                    self._journal.note(
                        DoneStep(
                            part=shared.task.part,
                            version=shared.version,
                            number=number,
                            seconds=seconds,
                            backfills=(),
                            last=number == shared.planned,
                        )
                    ),
                )
                for number, seconds in enumerate(shared.took, 1)
            )
            execute_together(self._control, (), self._owner, closing)

    def _begin(self, advances: Sequence[Advance]) -> None:
        """Write down what is about to be done, in one statement."""
        changing = [each for each in advances if each.planned]
        if not changing:
            return
        catalogs = self._catalogs()
        states = {it for each in changing for it in (each.before, each.after)}
        self._journal.keep_catalogs(
            self._control, {one: catalogs[one] for one in sorted(states)}
        )
        versions = self._journal.begin(
            self._control,
            [
                Entry(
                    part=each.task.part,
                    before=each.before,
                    after=each.after,
                    planned=each.planned,
                    backfills=each.task.course.left_backfills(0),
                )
                for each in changing
            ],
            plan_hash=self._order.plan_hash,
            allowed=self._order.allowed,
            tool_version=self._order.tool_version,
        )
        for each in changing:
            each.version = versions[each.task.part]
            each.task = dataclasses.replace(each.task, version=each.version)

    def _change_tenants(self, tenants: Sequence[Advance]) -> None:
        for done, each in enumerate(self._crew.work(tenants, self._advance), 1):
            self._tell(each, Stage.TENANT, done, len(tenants))
            if each.outcome is Outcome.FAILED and self._order.fail_fast:
                self._runner.stopped.set()

    def _advance(self, advance: Advance) -> Advance:
        """Change one part, in the session of the thread that does it."""
        task, started = advance.task, time.monotonic()
        try:
            conn = self._crew.session()
            for seconds in self._runner.make(conn, task):
                advance.took.append(seconds)
                self._tell(advance, Stage.STEP, 1, 1)
            advance.partitions = self._runner.ensure_partitions(conn, task)
            advance.outcome = Outcome.DONE
        except Stopped:
            if advance.done:
                advance.outcome = Outcome.INTERRUPTED
        except (CannotRun, psycopg.Error) as problem:
            advance.failure = self._runner.explain(problem, task)
            stopped = self._runner.stopped.is_set()
            advance.outcome = Outcome.INTERRUPTED if stopped else Outcome.FAILED
        advance.seconds += time.monotonic() - started
        return advance

    def _put_down(self, advances: Sequence[Advance]) -> None:
        """Write down what did not come to its end; the next run would find it too."""
        for each in advances:
            if each.task.version is None or each.outcome is Outcome.DONE:
                continue
            status = Status.INTERRUPTED
            if each.outcome is Outcome.FAILED:
                status = Status.FAILED
            failure = dataclasses.asdict(each.failure) if each.failure else None
            # Where the server is gone, the next run sees what became of it.
            with contextlib.suppress(CannotRun, psycopg.Error):
                self._journal.end(
                    self._control, each.task.part, each.task.version, status, failure
                )

    def _register(self, advances: Sequence[Advance]) -> tuple[int, tuple[str, ...]]:
        """Return how many rows of the control plane were put right, and notes."""
        platform = self._order.platform
        there = {each.task.part for each in advances if each.outcome is Outcome.DONE}
        tenants = [each for each in platform.tenants if each.id in there]
        if not tenants:
            return 0, ()

        def write_rows() -> tuple[int, tuple[str, ...]]:
            """Return how many rows were written, and notes, in an open transaction."""
            with borrow_roles(self._control, [self._owner], inherit=False):
                become(self._control, self._owner)
                written = register_tenants(self._control, platform, tenants)
                return written, tuple(find_stray_overrides(self._control, platform))

        return run_transaction(self._control, write_rows)

    def _catalogs(self) -> Mapping[str, tuple[Any, ...]]:
        """Return the states that parts are in and come to, by fingerprint."""
        found: dict[str, tuple[Any, ...]] = {}
        for part in self._order.parts:
            before, after = fingerprint_part(part, self._order.notes)
            found[before] = part.actual
            found[after] = part.wanted.spelled
        return found

    def _tell(self, advance: Advance, stage: Stage, number: int, total: int) -> None:
        self._progress(
            ProgressEvent(
                stage=stage,
                subject=advance.task.tenant,
                number=number,
                total=total,
                step=advance.done,
                steps=advance.planned,
            )
        )
