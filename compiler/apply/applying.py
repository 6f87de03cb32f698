"""Applies a plan: what stands once first, then the tenants side by side.

One that fails stops no other. What is done is written down as it is done, so that the
next run goes on where a run was broken off.
"""

import contextlib
import dataclasses
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import psycopg

from compiler.apply.advance import Advance, find_advances
from compiler.apply.applied import Applied, Outcome
from compiler.apply.books import Books
from compiler.apply.bundles import bundle_up
from compiler.apply.crew import Crew
from compiler.apply.journal import Journal
from compiler.apply.locks import Locks
from compiler.apply.order import Order
from compiler.apply.progress import Progress, ProgressEvent, Stage
from compiler.apply.registration import find_stray_overrides, register_tenants
from compiler.apply.runner import Runner, Stopped
from compiler.apply.time_partitions import find_unready
from compiler.apply.version import Status, Version
from compiler.build.partition_procedure import Family
from compiler.errors import CannotRun
from compiler.execute.authority import become, borrow_roles
from compiler.execute.transaction import run_transaction
from compiler.plan.fingerprint import fingerprint_part


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
        self._prints = tuple(
            fingerprint_part(each, order.notes) for each in order.parts
        )
        self._books = Books(control, self._journal, order, self._prints)
        self._runner = Runner(self._journal, self._owner, locks, order.origin)

    def run(self, *, has_journal: bool) -> Applied:
        """Return what came of the plan.

        Args:
            has_journal: whether the database has a journal already.
        """
        latest = self._journal.read_latest(self._control) if has_journal else {}
        shared, tenants = self._find_advances(latest)
        ours = [each.task.part for each in (shared, *tenants)]
        broken_off = [
            part
            for part in ours
            if part in latest and latest[part].status == Status.RUNNING
        ]
        if broken_off:
            self._journal.end_abandoned(self._control, broken_off)
        interrupted = False
        try:
            self._change_shared(shared, has_journal=has_journal)
            if shared.outcome is Outcome.DONE:
                self._books.begin(tenants)
                self._change_tenants(tenants)
                self._ensure_partitions((shared, *tenants))
        except KeyboardInterrupt:
            interrupted = True
            self._runner.stopped.set()
            self._crew.cancel()
        self._crew.finish()
        advances = (shared, *tenants)
        self._books.find_done(advances)
        self._books.put_down(advances)
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
        triples = zip(
            self._order.parts, self._order.plan.parts, self._prints, strict=True
        )
        found = [
            advance
            for part, plan, prints in triples
            for advance in find_advances(part, plan, prints, latest, self._owner)
        ]
        shared, *tenants = found
        shared.task = dataclasses.replace(shared.task, opening=self._order.opening)
        return shared, tuple(tenants)

    def _change_shared(self, shared: Advance, *, has_journal: bool) -> None:
        """Change what stands once; the journal may only come to be with it."""
        if has_journal:
            self._books.begin([shared])
        for _ in self._crew.work([shared], self._advance):
            self._tell(shared, Stage.SHARED, 1, 1)
        if shared.outcome is Outcome.DONE and shared.planned and not has_journal:
            self._books.note_all(shared)

    def _change_tenants(self, tenants: Sequence[Advance]) -> None:
        # Where one failure is to stop all, none is sent along with others.
        bundles = (
            [(each,) for each in tenants]
            if self._order.fail_fast
            else [*bundle_up(tenants, self._crew.jobs)]
        )
        done = 0
        for bundle in self._crew.work(bundles, self._advance_all):
            for each in bundle:
                done += 1
                self._tell(each, Stage.TENANT, done, len(tenants))

    def _ensure_partitions(self, advances: Sequence[Advance]) -> None:
        """Make the partitions of the time to come, where tables are split by it."""
        due = [*self._find_due(advances)]
        for done, each in enumerate(self._crew.work(due, self._add_partitions), 1):
            self._tell(each, Stage.PARTITIONS, done, len(due))

    def _find_due(self, advances: Sequence[Advance]) -> Iterator[Advance]:
        """Yield those parts that lack partitions."""
        alike: dict[tuple[Family, ...], list[Advance]] = {}
        for each in advances:
            if each.outcome is Outcome.DONE and each.task.procedures:
                alike.setdefault(each.task.families, []).append(each)
        for families, parts in alike.items():
            tenants = [each.task.tenant for each in parts]
            # On the way back no spec says what is split by time; the procedures do.
            unready = (
                find_unready(self._control, families, tenants) if families else tenants
            )
            yield from (each for each in parts if each.task.tenant in unready)

    def _add_partitions(self, advance: Advance) -> Advance:
        with self._noting_failure(advance):
            conn = self._crew.session()
            advance.partitions = self._runner.ensure_partitions(conn, advance.task)
        return advance

    def _advance(self, advance: Advance) -> Advance:
        """Change one part, in the session of the thread that does it."""
        task = advance.task
        with self._noting_failure(advance):
            conn = self._crew.session()
            for seconds in self._runner.make(conn, task):
                advance.took.append(seconds)
                self._tell(advance, Stage.STEP, 1, 1)
            advance.outcome = Outcome.DONE
        return advance

    def _advance_all(self, bundle: tuple[Advance, ...]) -> tuple[Advance, ...]:
        """Change parts by one message; one that fails on the way is done by itself."""
        left = list(bundle)
        while len(left) > 1:
            made = self._advance_some(left)
            left = left[made:]
            if left:
                self._advance(left.pop(0))
        for each in left:
            self._advance(each)
        return bundle

    def _advance_some(self, advances: Sequence[Advance]) -> int:
        """Return how many of them are done, the first ones; the next one failed."""
        try:
            conn = self._crew.session()
            done, seconds = self._runner.make_all(conn, [it.task for it in advances])
        except Stopped:
            return 0
        except (CannotRun, psycopg.Error) as problem:
            # Some may be done: the journal knows.
            for each in advances:
                each.failure = self._runner.explain(problem, each.task)
                each.outcome = Outcome.FAILED
            return len(advances)
        for each in advances[:done]:
            each.took.append(round(seconds / done, 3))
            each.seconds += seconds / done
            each.outcome = Outcome.DONE
            self._tell(each, Stage.STEP, 1, 1)
        return done

    @contextlib.contextmanager
    def _noting_failure(self, advance: Advance) -> Iterator[None]:
        """Note what becomes of a part in its result."""
        started = time.monotonic()
        try:
            yield
        except Stopped:
            if advance.done:
                advance.outcome = Outcome.INTERRUPTED
        except (CannotRun, psycopg.Error) as problem:
            advance.failure = self._runner.explain(problem, advance.task)
            stopped = self._runner.stopped.is_set()
            advance.outcome = Outcome.INTERRUPTED if stopped else Outcome.FAILED
            if self._order.fail_fast:
                self._runner.stopped.set()
        advance.seconds += time.monotonic() - started

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
