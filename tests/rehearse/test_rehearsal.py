"""A rehearsal finds what a plan leaves, loses or does not say, and leaves nothing."""

import dataclasses
from collections.abc import Callable

import psycopg
import pytest

from compiler.errors import CannotRun
from compiler.execute.session import connect
from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.policy import RowSecurity
from compiler.model.schema import Schema
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, parts_of
from compiler.plan.changes import Backfill, Change, Create, Drop
from compiler.plan.fleet import Desired, Fleet
from compiler.plan.notes import NO_NOTES
from compiler.plan.part import Part, Wanted
from compiler.plan.plan import PartPlan, Rehearsal, price_steps
from compiler.plan.planning import plan_part
from compiler.plan.steps import Step
from compiler.rehearse.aim import Aim, Pending
from compiler.rehearse.pieces import Build, prepare_build
from compiler.rehearse.rehearsal import rehearse
from compiler.render.change import render_catalog
from tests.render.sample import check, column, plain_table
from tests.servers import LiveServer

pytestmark = pytest.mark.live

OWNER = "rehearsed_owner"
NAME = QualifiedName("rehearsed", "t")
SCHEMA = Schema(name=NAME.schema, owner=OWNER, description="")
A, B = column("a", "integer"), column("b", "text")


def part_of(before: Table, after: Table) -> Part:
    wanted: tuple[DatabaseObject, ...] = (SCHEMA, after)
    return Part(
        tenants=(),
        actual=(SCHEMA, before),
        around=(),
        wanted=Wanted(spelled=wanted, neutral=wanted, sources=wanted),
        unmodelled=(),
    )


def perform(
    server: LiveServer,
    part: Part,
    plan: PartPlan | None = None,
    fresh: Callable[[str], Build] | None = None,
) -> Rehearsal:
    wanted = part.wanted.spelled
    fleet = Fleet(
        shared=wanted, tenant=(), forms=(), managed=(), notes=NO_NOTES, tenants=()
    )
    aim = Aim(
        fleet=fleet,
        desired=Desired(shared=wanted, tenant=()),
        owner=OWNER,
        fresh=fresh,
    )
    rehearsed = Pending(part, plan or plan_part(part, NO_NOTES))
    return rehearse([rehearsed], aim, server.dsn())


def unannounced(plan: PartPlan) -> PartPlan:
    """Return a plan that says nothing of its dangers."""
    steps = tuple(
        dataclasses.replace(
            step,
            changes=tuple(dataclasses.replace(it, dangers=()) for it in step.changes),
        )
        for step in plan.steps
    )
    return dataclasses.replace(plan, steps=steps)


def plan_of(*changes: Change) -> PartPlan:
    steps = price_steps((Step(changes=changes, transactional=True),))
    return PartPlan(tenants=(), steps=steps, back=(), unmodelled=())


def test_a_plan_leads_there_and_back_and_rows_stay(server: LiveServer) -> None:
    checked = dataclasses.replace(
        plain_table(NAME, A, B), checks=(check("t_b_check", "(b = 'it''s'::text)"),)
    )

    found = perform(server, part_of(checked, plain_table(NAME, A, B)))

    assert found == Rehearsal(there=(), back=(), rows=1)


def test_what_a_plan_leaves_is_named(server: LiveServer) -> None:
    part = part_of(plain_table(NAME, A), plain_table(NAME, A, B))

    found = perform(
        server, part, PartPlan(tenants=(), steps=(), back=(), unmodelled=())
    )

    assert found.there == ("the plan leaves what still differs: column rehearsed.t.b",)


def test_values_that_are_lost_without_a_word_are_named(server: LiveServer) -> None:
    table = plain_table(NAME, A, B)
    b = next(
        it for it in parts_of(table) if isinstance(it, TableColumn) and it.column == B
    )
    plan = plan_of(Drop(object=b), Create(object=b))

    assert perform(server, part_of(table, table), plan).there == ()
    silent = perform(server, part_of(table, table), unannounced(plan))
    assert silent.there == ("rehearsed.t: column b has another value",)


def test_rows_that_a_backfill_does_not_reach_are_named(server: LiveServer) -> None:
    """No policy lets the owner at them, so that its updates touch nothing."""
    table, more = plain_table(NAME, A), plain_table(NAME, A, B)
    forced = RowSecurity(table=NAME, family=NAME, enabled=True, forced=True)
    part = part_of(table, more)
    part = dataclasses.replace(
        part,
        actual=(*part.actual, forced),
        wanted=Wanted(
            spelled=(*part.wanted.spelled, forced),
            neutral=(*part.wanted.neutral, forced),
            sources=(*part.wanted.sources, forced),
        ),
    )
    b = TableColumn(table=NAME, column=B)
    fill = Backfill(object=b, expression="'x' || a", role=OWNER)
    steps = (
        Step((Create(object=b),), transactional=True),
        Step((fill,), transactional=False),
    )
    plan = PartPlan(tenants=(), steps=price_steps(steps), back=(), unmodelled=())

    found = perform(server, part, plan)

    assert found.there == (
        "rehearsed.t: column b gets no value in rows that are there",
    )


def test_nobody_else_rehearses_on_the_server_meanwhile(
    server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    with connect(server.dsn(), purpose="test") as other:
        lock = "SELECT pg_advisory_lock(hashtextextended('tenantry rehearsal', 0))"
        other.execute(lock.encode())

        def sleep(seconds: float) -> None:
            waits.append(seconds)
            other.execute("SELECT pg_advisory_unlock_all()")

        monkeypatch.setattr("compiler.execute.lock.time.sleep", sleep)
        part = part_of(plain_table(NAME, A), plain_table(NAME, A, B))

        found = perform(server, part)

    assert found.there == ()
    assert waits


def test_a_table_that_is_written_anew_without_a_word_is_named(
    server: LiveServer,
) -> None:
    part = part_of(
        plain_table(NAME, A),
        plain_table(NAME, dataclasses.replace(A, type_sql="bigint")),
    )
    plan = plan_part(part, NO_NOTES)

    assert perform(server, part, plan).there == ()
    assert (
        perform(server, part, unannounced(plan))
        .there[0]
        .startswith("table rehearsed.t is written anew")
    )


def test_a_statement_that_is_refused_stops_the_rehearsal(server: LiveServer) -> None:
    table = plain_table(NAME, A)
    plan = plan_of(Create(object=table))

    with pytest.raises(CannotRun, match=r"already exists \(42P07\)"):
        perform(server, part_of(table, table), plan)
    assert left_behind(server) == set()


def test_what_a_killed_rehearsal_left_is_thrown_away(server: LiveServer) -> None:
    with connect(server.dsn(), purpose="test") as conn:
        user = conn.info.user
        conn.execute(f"CREATE DATABASE tenantry_rehearsal_{user}".encode())
        conn.execute(b"CREATE ROLE rehearsed_left")
        conn.execute(
            b"COMMENT ON ROLE rehearsed_left IS 'tenantry: stands in for a rehearsal'"
        )
    table = plain_table(NAME, A)

    perform(server, part_of(table, table))

    assert left_behind(server) == set()


def left_behind(server: LiveServer) -> set[str]:
    """Return databases and roles of rehearsals."""
    query = (
        b"SELECT datname FROM pg_database WHERE datname ~ 'rehears' UNION ALL "
        b"SELECT rolname FROM pg_roles WHERE rolname ~ 'rehears'"
    )
    with psycopg.connect(server.dsn()) as conn:
        return {str(row[0]) for row in conn.execute(query)}


def test_what_pg_dump_finds_otherwise_than_in_a_fresh_build_is_named(
    server: LiveServer,
) -> None:
    part = part_of(plain_table(NAME, A), plain_table(NAME, A, B))

    def build(*objects: DatabaseObject) -> Callable[[str], Build]:
        statements = render_catalog(Catalog(objects=(SCHEMA, *objects)), OWNER)
        return lambda tenant: prepare_build(statements, OWNER, tenant)

    same = perform(server, part, fresh=build(plain_table(NAME, B, A)))
    other = perform(server, part, fresh=build(plain_table(NAME, A)))

    assert same == Rehearsal(there=(), back=(), rows=1)
    assert [each.partition(":")[0] for each in other.there] == [
        "pg_dump finds what a fresh build has not",
        "pg_dump misses what a fresh build has",
    ]
