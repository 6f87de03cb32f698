"""Rehearses a plan: what is there is built anew, changed, and changed back.

In a database of its own, with the plan's own transactions, by a role that is no
superuser. Roles are left to their names, and so is who is a member of which: they are
the server's. Event triggers, which only superusers make, are left out.
"""

import contextlib
import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Final

import psycopg
from psycopg.errors import ForeignKeyViolation

from compiler.errors import CannotRun
from compiler.execute.failure import StatementFailed, telling
from compiler.execute.step import execute_step
from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.identity import identify
from compiler.model.role import Role
from compiler.model.table import Table
from compiler.names import SENTINEL_TENANT
from compiler.plan.changes import Change, RequireReferents, thing_of
from compiler.plan.compare import compare_catalogs
from compiler.plan.part import Part
from compiler.plan.plan import PricedStep, Rehearsal
from compiler.plan.planning import plan_part
from compiler.plan.sentinel import list_names, map_names
from compiler.postgres.server import major_of
from compiler.rehearse.actual import one_state, read_actual
from compiler.rehearse.aim import Aim, Pending
from compiler.rehearse.catch_all import catch_all
from compiler.rehearse.dump import compare_dumps, dump_schemas
from compiler.rehearse.files import find_rewrites, read_files
from compiler.rehearse.fleet import divide_fleet
from compiler.rehearse.pieces import leave_out_event_triggers, prepare_build
from compiler.rehearse.rebuilt import as_buildable, render_rebuilt
from compiler.rehearse.rehearsable import is_left_out, leave_out, leave_out_of_part
from compiler.rehearse.rows import (
    Rows,
    find_lost_rows,
    find_unfilled_rows,
    read_announcements,
    read_rows,
    seed_rows,
)
from compiler.rehearse.scratch import run_committing
from compiler.rehearse.sessions import Sessions
from compiler.rehearse.stand_ins import find_role_names
from compiler.rehearse.tenants import TenantReader
from compiler.rehearse.throwaway import Throwaway, open_throwaway
from compiler.render.change import render_catalog, render_change
from compiler.render.statement import Statement
from compiler.syntax.quote import replace_sentinel

_SHOWN: Final = 3


def rehearse(parts: Sequence[Pending], aim: Aim, dsn: str) -> Rehearsal:
    """Return what came of a plan in a database of its own, there and back.

    Args:
        parts: first what stands once, then the classes that have anything to be done.
        aim: what it is to lead to.
        dsn: of the server to rehearse on.

    Raises:
        CannotRun: that server or the rights on it do not let us.
    """
    with open_throwaway(dsn) as place:
        roles = tuple(dict.fromkeys(_roles_of(parts, aim.owner)))
        place.ensure_roles(roles)
        scribe = place.connect_writer(aim.owner)
        with (
            telling("rehearse the plan"),
            scribe or contextlib.nullcontext(),
            place.open_sessions(roles) as sessions,
        ):
            return _Stage(place, sessions, parts, aim).perform(scribe)


class _Stage:
    """A database in which a plan is rehearsed."""

    def __init__(
        self,
        place: Throwaway,
        sessions: Sessions,
        parts: Sequence[Pending],
        aim: Aim,
    ) -> None:
        self._place = place
        self._sessions = sessions
        self._roles = tuple(dict.fromkeys(_roles_of(parts, aim.owner)))
        self._conn = sessions.runner
        self._parts = parts
        self._aim = aim
        ids = tuple(each.part.tenants[0] for each in parts if each.part.tenants)
        self._fleet = dataclasses.replace(aim.fleet, tenants=ids)
        self._desired = aim.desired
        self._owner = aim.owner

    def perform(self, scribe: psycopg.Connection[Any] | None) -> Rehearsal:
        """Return what came of the plan.

        Args:
            scribe: the session of a role that may write rows; none where there is none.
        """
        for each in self._parts:
            self._build(each.part)
        before = [*self._differences("what is there cannot be built anew")]
        if before:
            return Rehearsal(there=tuple(before), back=(), rows=0)
        rows = self._seed(scribe)
        there = [*self._forward(rows, scribe)]
        if there:
            return Rehearsal(there=tuple(there), back=(), rows=len(rows))
        return Rehearsal(there=(), back=tuple(self._back()), rows=len(rows))

    def _build(self, part: Part) -> None:
        """Make what is there of a part."""
        statements = render_rebuilt(
            _all_objects(part), self._fleet.scheduled(), self._owner
        )
        build = prepare_build(statements, self._owner, _first_of(part))
        run_committing(self._sessions, build)

    def _forward(
        self, rows: Rows, scribe: psycopg.Connection[Any] | None
    ) -> Iterator[str]:
        """Make the plan, and yield what is not as it says."""
        files = read_files(self._conn)
        for each in self._parts:
            self._make(each.plan.steps, _first_of(each.part))
        for part in self._read():
            left = plan_part(leave_out_of_part(part), self._fleet.notes)
            changes = tuple(each.change for each in left.changes())
            yield from _tell("the plan leaves what still differs", changes)
        said = read_announcements(
            map_names(priced, self._names(each.part))
            for each in self._parts
            for priced in each.plan.changes()
        )
        now = read_files(self._conn)
        yield from find_rewrites(files, now, said.written)
        if scribe is not None:
            tables = (name for _, name, _ in now)
            yield from find_lost_rows(rows, read_rows(scribe, tables), said)
            yield from find_unfilled_rows(scribe, said)
        yield from self._ask_witness()

    def _ask_witness(self) -> Iterator[str]:
        """Yield in what `pg_dump` finds what was made to be no fresh build."""
        if self._aim.fresh is None:
            return
        major = major_of(self._conn)
        schemas = [each for each in self._fleet.schemas(self._fleet.tenants) if each]
        with (
            self._place.open_beside() as other,
            other.open_sessions(self._roles) as sessions,
        ):
            for each in self._parts:
                first, wanted = _first_of(each.part), each.part.wanted.sources
                around, beside = (
                    prepare_build(
                        render_catalog(Catalog(objects=some), self._owner),
                        self._owner,
                        first,
                    )
                    for some in (
                        each.part.around,
                        tuple(catch_all(wanted, self._fleet.scheduled())),
                    )
                )
                built = leave_out_event_triggers(self._aim.fresh(first))
                for build in (around, built, beside):
                    run_committing(sessions, build)
            fresh = dump_schemas(other.dsn, schemas, major)
        made = dump_schemas(self._place.dsn, schemas, major)
        yield from compare_dumps(made, fresh)

    def _back(self) -> Iterator[str]:
        """Make the plan back, last part first, and yield what is not as it was."""
        try:
            for each in reversed(self._parts):
                self._make(each.plan.back, _first_of(each.part))
        except CannotRun as problem:
            yield str(problem)
            return
        yield from self._differences("the way back does not lead to what there was")

    def _make(self, steps: Iterable[PricedStep], tenant: str) -> None:
        """Run steps, for a tenant or for what stands once."""
        for step in steps:
            changes = [it.change for it in step.changes if not is_left_out(it.change)]
            looks = [each for each in changes if isinstance(each, RequireReferents)]
            others = [each for each in changes if each not in looks]
            for conn, group in groupby(
                self._render(others, tenant),
                lambda each: self._sessions.of(each.object),
            ):
                execute_step(
                    conn, tuple(group), self._owner, transactional=step.transactional
                )
            for each in looks:
                self._look(self._render([each], tenant))

    def _render(self, changes: Iterable[Change], tenant: str) -> list[Statement]:
        return [
            _filled(statement, tenant)
            for change in changes
            for statement in render_change(change, self._owner)
        ]

    def _look(self, statements: Sequence[Statement]) -> None:
        """Look for rows that refer to none: those that are made up do not count."""
        try:
            execute_step(self._conn, statements, self._owner, transactional=True)
        except StatementFailed as problem:
            if problem.sqlstate != ForeignKeyViolation.sqlstate:
                raise

    def _differences(self, what: str) -> Iterator[str]:
        """Yield in what the database is not what it is built after."""
        now = {one: part for part in self._read() for one in part.tenants or ("",)}
        for each in self._parts:
            found = now[_first_of(each.part)].actual
            changes = compare_catalogs(
                map(as_buildable, leave_out(each.part.actual)),
                map(as_buildable, leave_out(found)),
            )
            yield from _tell(what, changes)

    def _read(self) -> tuple[Part, ...]:
        fleet, ids, owner = self._fleet, self._fleet.tenants, self._owner
        with one_state(self._conn):
            actual = read_actual(self._conn, fleet.schemas(()), fleet.roles(ids), owner)
            reader = TenantReader(self._conn, fleet, owner, None)
            return divide_fleet(fleet, actual, self._desired, reader, ids)

    def _seed(self, scribe: psycopg.Connection[Any] | None) -> Rows:
        if scribe is None:
            return {}
        objects = [
            map_names(one, self._names(each.part))
            for each in self._parts
            for one in _all_objects(each.part)
        ]
        tables = [each for each in objects if isinstance(each, Table)]
        return seed_rows(scribe, tables, objects)

    def _names(self, part: Part) -> dict[str, str]:
        if not part.tenants:
            return {}
        forms = self._fleet.forms
        return dict(list_names(forms, SENTINEL_TENANT, part.tenants[0]))


def _roles_of(parts: Iterable[Pending], owner: str) -> Iterator[str]:
    """Yield the roles that what there is names, and what is to be there."""
    yield owner
    for each in parts:
        part = each.part
        names = find_role_names((*_all_objects(part), *part.wanted.neutral))
        tenant = _first_of(part)
        yield from (name.replace(SENTINEL_TENANT, tenant) for name in names)
        roles = (one for one in part.wanted.neutral if isinstance(one, Role))
        yield from (each.name.replace(SENTINEL_TENANT, tenant) for each in roles)


def _all_objects(part: Part) -> Iterator[DatabaseObject]:
    yield from leave_out((*part.around, *part.actual))


def _first_of(part: Part) -> str:
    """Return the first tenant of a part; empty for what stands once."""
    return part.tenants[0] if part.tenants else ""


def _filled(statement: Statement, tenant: str) -> Statement:
    if not tenant:
        return statement
    return dataclasses.replace(statement, sql=replace_sentinel(statement.sql, tenant))


def _tell(what: str, changes: Sequence[Change]) -> Iterator[str]:
    """Yield one line for changes that should not be there, if any are."""
    if not changes:
        return
    names = [str(identify(thing_of(each))) for each in changes]
    rest = len(names) - _SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    yield f"{what}: {', '.join(names[:_SHOWN])}{more}"
