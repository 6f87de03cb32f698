"""Makes the steps of one part in one session, and writes each down as it is done."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import psycopg

from compiler.apply.applied import Failure
from compiler.apply.course import Course
from compiler.apply.journal import DoneStep, Journal
from compiler.apply.locks import Locks
from compiler.apply.time_partitions import make_partitions
from compiler.build.partition_procedure import Family
from compiler.errors import CannotRun
from compiler.execute.authority import can_become
from compiler.execute.failure import StatementFailed, describe_failure
from compiler.execute.outside import execute_outside
from compiler.execute.step import (
    Transaction,
    arrange_transaction,
    execute_many,
    execute_together,
)
from compiler.model.name import QualifiedName
from compiler.model.routine import Routine
from compiler.model.table_part import Thing
from compiler.names import SENTINEL_TENANT
from compiler.plan.steps import Manner
from compiler.render.script import CHECK_BODIES
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file

_PACKAGE: Final = "compiler.apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be done in one part.

    Args:
        part: `SHARED`, or the id of a tenant.
        tenant: the id of the tenant; empty for what stands once.
        version: that it comes to; nothing while there is no journal.
        opening: what is run as soon as the roles are there.
        schemas: whose routines are looked at once they are changed.
        routine_owners: who owns some of them, the platform's owner aside.
        families: what is split by time, as the sentinel tenant's.
        procedures: those that make partitions for the time to come.
    """

    part: str
    tenant: str
    course: Course
    version: int | None
    opening: tuple[Statement, ...]
    schemas: tuple[str, ...]
    routine_owners: tuple[str, ...]
    families: tuple[Family, ...]
    procedures: tuple[QualifiedName, ...]


class Stopped(Exception):
    """Somebody has asked for an end; no further step is begun."""


class Runner:
    """Makes steps, in whichever session it is given.

    Args:
        journal: what is done is written down there.
        owner: the role that owns the platform.
        locks: of the platform.
        origin: where a thing is asked for.
    """

    def __init__(
        self,
        journal: Journal,
        owner: str,
        locks: Locks,
        origin: Callable[[Thing], str],
    ) -> None:
        self._journal = journal
        self._owner = owner
        self._locks = locks
        self._origin = origin
        self._shared = threading.Lock()
        self.stopped = threading.Event()

    def make(self, conn: psycopg.Connection[Any], task: Task) -> Iterator[float]:
        """Make the steps of a part, and yield how many seconds each took.

        Raises:
            Stopped: an end was asked for before the last was begun.
            CannotRun: a step failed.
        """
        if self.stopped.is_set():
            raise Stopped
        opening = task.opening
        if not (task.course.steps or opening):
            return
        with self._locks.work_on(conn, [task.part]):
            for number, step in enumerate(task.course.steps, 1):
                if self.stopped.is_set():
                    raise Stopped
                started = time.monotonic()
                if opening and step.manner is not Manner.ROLES:
                    execute_together(conn, opening, self._owner)
                    opening = ()
                self._make_step(conn, task, number)
                yield round(time.monotonic() - started, 3)
            if opening:
                execute_together(conn, opening, self._owner)

    def make_all(
        self, conn: psycopg.Connection[Any], tasks: Sequence[Task]
    ) -> tuple[int, float]:
        """Make parts that are one transaction each, until one of them fails.

        Args:
            conn: the session.
            tasks: each of one step, made in a transaction.

        Returns:
            How many are done, and how many seconds they took. The next one is as it
            was; none is done where the session may not become the roles.

        Raises:
            Stopped: an end was asked for before they were begun.
            psycopg.OperationalError: the session broke; any of them may be done.
        """
        if self.stopped.is_set():
            raise Stopped
        started = time.monotonic()
        made = [self._arrange(each) for each in tasks]
        if not can_become(conn, {role for each in made for role in each.actors}):
            return 0, 0.0
        with self._locks.work_on(conn, [each.part for each in tasks]):
            done = execute_many(conn, made)
        return done, time.monotonic() - started

    def _arrange(self, task: Task) -> Transaction:
        statements = [
            each.for_tenant(task.tenant) for each in task.course.steps[0].statements
        ]
        closing = tuple(self._closing(task, 1))
        return arrange_transaction(statements, self._owner, closing)

    def ensure_partitions(self, conn: psycopg.Connection[Any], task: Task) -> int:
        """Return how many partitions were made for the time to come."""
        return sum(make_partitions(conn, each, self._owner) for each in task.procedures)

    def explain(self, problem: CannotRun | psycopg.Error, task: Task) -> Failure:
        """Return what stopped a part."""
        if isinstance(problem, psycopg.Error):
            problem = describe_failure(problem, f"change {task.part}")
        statement = problem.statement if isinstance(problem, StatementFailed) else ""
        origin = self._find_origin(task, statement, problem.__cause__)
        return Failure(
            words=problem.message,
            help=f"Correct {origin}." if origin else problem.help,
            sqlstate=problem.sqlstate if isinstance(problem, StatementFailed) else "",
            statement=statement,
            origin=origin,
        )

    def _make_step(
        self, conn: psycopg.Connection[Any], task: Task, number: int
    ) -> None:
        step = task.course.steps[number - 1]
        statements = [each.for_tenant(task.tenant) for each in step.statements]
        if not step.transactional:
            self._make_outside(conn, task, number, statements)
            return
        closing = tuple(self._closing(task, number))
        if step.manner in {Manner.CROSSING, Manner.ROLES}:
            # What others wait for as well is changed by one at a time.
            with self._shared:
                execute_together(conn, statements, self._owner, closing)
        else:
            execute_together(conn, statements, self._owner, closing)

    def _closing(self, task: Task, number: int) -> Iterator[tuple[str, str]]:
        if number == task.course.checked and task.schemas:
            yield self._owner, CHECK_BODIES
            for role in (self._owner, *task.routine_owners):
                yield (
                    role,
                    render_file(
                        _PACKAGE, "validate_routines", schemas=task.schemas, owner=role
                    ),
                )
        yield from self._note(task, number, None)

    def _make_outside(
        self,
        conn: psycopg.Connection[Any],
        task: Task,
        number: int,
        statements: list[Statement],
    ) -> None:
        step = task.course.steps[number - 1]
        undo = next((each.for_tenant(task.tenant) for each in step.undo), None)
        started = time.monotonic()
        for each in statements:
            execute_outside(conn, each, self._owner, patient=step.patient, undo=undo)
        seconds = round(time.monotonic() - started, 3)
        closing = tuple(self._note(task, number, seconds))
        execute_together(conn, (), self._owner, closing)

    def _note(
        self, task: Task, number: int, seconds: float | None
    ) -> Iterator[tuple[str, str]]:
        if task.version is None:
            return
        course = task.course
        is_fill = course.steps[number - 1].backfill is not None
        done = DoneStep(
            part=task.part,
            version=task.version,
            number=number,
            seconds=seconds,
            backfills=course.left_backfills(number) if is_fill else None,
            last=number == len(course.steps),
        )
        yield self._owner, self._journal.note(done)

    def _find_origin(
        self, task: Task, statement: str, cause: BaseException | None
    ) -> str:
        """Return where a statement is asked for, or the routine whose body is wrong."""
        for step in task.course.steps:
            for each in step.statements:
                thing = each.statement.object
                if each.for_tenant(task.tenant).sql == statement or (
                    isinstance(thing, Routine) and _is_named(thing, task.tenant, cause)
                ):
                    return self._origin(thing)
        return ""


def _is_named(routine: Routine, tenant: str, cause: BaseException | None) -> bool:
    """Return whether an error names a routine, as the check of bodies does."""
    if not isinstance(cause, psycopg.Error):
        return False
    schema = routine.name.schema.replace(SENTINEL_TENANT, tenant)
    said = (cause.diag.schema_name, cause.diag.constraint_name)
    return said == (schema, routine.name.name)
