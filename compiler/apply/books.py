"""What a run writes down of itself: what it is about to do, and what it did not do."""

import contextlib
import dataclasses
from collections.abc import Sequence
from typing import Any

import psycopg

from compiler.apply.advance import Advance
from compiler.apply.applied import Outcome
from compiler.apply.journal import DoneStep, Entry, Journal
from compiler.apply.order import Order
from compiler.apply.version import Status
from compiler.errors import CannotRun
from compiler.execute.step import execute_together
from compiler.model.catalog import DatabaseObject


class Books:
    """The journal, as one run writes it.

    Args:
        control: the session that holds the locks.
        journal: in which it is written.
        order: what is applied.
        prints: fingerprint of what each part is, and of what it is to be.
    """

    def __init__(
        self,
        control: psycopg.Connection[Any],
        journal: Journal,
        order: Order,
        prints: Sequence[tuple[str, str]],
    ) -> None:
        self._control = control
        self._journal = journal
        self._order = order
        self._catalogs: dict[str, tuple[DatabaseObject, ...]] = {}
        for part, (before, after) in zip(order.parts, prints, strict=True):
            self._catalogs[before] = part.actual
            self._catalogs[after] = part.wanted.spelled

    def begin(self, advances: Sequence[Advance]) -> None:
        """Write down what is about to be done, in one statement."""
        changing = [each for each in advances if each.planned]
        if not changing:
            return
        states = {it for each in changing for it in (each.before, each.after)}
        self._journal.keep_catalogs(
            self._control, {one: self._catalogs[one] for one in sorted(states)}
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

    def note_all(self, advance: Advance) -> None:
        """Write down what was done while there was no journal yet."""
        self.begin([advance])
        owner = self._order.platform.owner
        closing = tuple(
            (
                owner,
                self._journal.note(
                    DoneStep(
                        part=advance.task.part,
                        version=advance.version,
                        number=number,
                        seconds=seconds,
                        backfills=(),
                        last=number == advance.planned,
                    )
                ),
            )
            for number, seconds in enumerate(advance.took, 1)
        )
        execute_together(self._control, (), owner, closing)

    def find_done(self, advances: Sequence[Advance]) -> None:
        """Note what is done of that whose session broke before it said so."""
        unsure = [each for each in advances if each.failure and each.task.version]
        # Where the server is gone, the next run finds it.
        with contextlib.suppress(CannotRun, psycopg.Error):
            latest = self._journal.read_latest(self._control) if unsure else {}
            for each in unsure:
                known = latest.get(each.task.part)
                if (
                    known
                    and known.version == each.version
                    and known.leads_to(each.after)
                ):
                    each.outcome, each.failure = Outcome.DONE, None

    def put_down(self, advances: Sequence[Advance]) -> None:
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
