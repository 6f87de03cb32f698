"""What other things have to do with it is said of a change, and a server agrees."""

import dataclasses
from typing import Any, Final

import psycopg
import pytest

from compiler.execute.session import connect
from compiler.model.catalog import DatabaseObject
from compiler.model.column import Column
from compiler.model.domain import Domain, DomainCheck
from compiler.model.name import QualifiedName
from compiler.model.partition import DefaultBound, ListBound, Partition
from compiler.model.table_part import TableColumn
from compiler.plan.changes import Alter, Change, Create, Drop, Retype
from compiler.plan.hazard import Hazard
from compiler.plan.lock import LockMode
from compiler.plan.notes import NO_NOTES
from compiler.plan.part import Part, Wanted
from compiler.plan.plan import Priced, price_steps
from compiler.plan.planning import plan_parts
from compiler.plan.steps import split_steps
from compiler.plan.surroundings import find_surroundings
from compiler.render.change import render_change
from tests.conftest import NewServer
from tests.render.sample import column, plain_foreign_key, plain_table
from tests.servers import LiveServer

FAMILY, OTHER, NOTE, SPLIT = (
    QualifiedName("public", name) for name in ("family", "other", "note", "split")
)
TABLES: Final = """
    CREATE TABLE public.other (id integer PRIMARY KEY);
    CREATE TABLE public.family (id integer PRIMARY KEY REFERENCES public.other)
      PARTITION BY LIST (id);
    CREATE TABLE public.rest PARTITION OF public.family DEFAULT;
    CREATE TABLE public.two PARTITION OF public.family FOR VALUES IN (2);
    CREATE TABLE public.split PARTITION OF public.family FOR VALUES IN (3, 4, 5)
      PARTITION BY LIST (id);
    CREATE TABLE public.split_rest PARTITION OF public.split DEFAULT;
    CREATE TABLE public.split_three PARTITION OF public.split FOR VALUES IN (3);
    CREATE TABLE public.note (id integer REFERENCES public.family);
"""
HELD: Final = """
    SELECT c.relname, l.mode
      FROM pg_locks AS l
      JOIN pg_class AS c ON c.oid = l.relation AND c.relkind IN ('r', 'p')
     WHERE l.pid = pg_backend_pid() AND c.oid >= 16384
"""


def partition(name: str, value: str, parent: QualifiedName = FAMILY) -> Partition:
    return Partition(
        family=FAMILY,
        parent=parent,
        name=QualifiedName("public", name),
        bound=ListBound(values=(value,)) if value else DefaultBound(),
        partitioning=None,
        description="",
    )


KEY: Final = plain_foreign_key(FAMILY, OTHER, "family_id_fkey", "id")
C: Final = QualifiedName("pg_catalog", "C").sql
NOTE_KEY: Final = plain_foreign_key(NOTE, FAMILY, "note_id_fkey", "id")
THERE: Final = (
    partition("rest", ""),
    partition("two", "2"),
    partition("split_rest", "", SPLIT),
    KEY,
    NOTE_KEY,
)


def price(change: Change, *there: DatabaseObject) -> Priced:
    steps = price_steps(tuple(split_steps((change,))), find_surroundings(there, ()))
    return steps[0].changes[0]


def make(conn: psycopg.Connection[Any], *changes: Change) -> None:
    for change in changes:
        for statement in render_change(change, "postgres"):
            conn.execute(statement.sql.encode())


def hold(conn: psycopg.Connection[Any], change: Change) -> dict[str, LockMode]:
    """Return the strongest lock that a change takes on each table."""
    modes = {
        "".join(word.capitalize() for word in mode.words.split()) + "Lock": mode
        for mode in LockMode
    }
    found: dict[str, LockMode] = {}
    conn.execute("BEGIN")
    make(conn, change)
    for name, mode in conn.execute(HELD):
        found[name] = max(found.get(name, LockMode.ACCESS_SHARE), modes[mode])
    conn.execute("ROLLBACK")
    return found


@pytest.mark.live
@pytest.mark.parametrize(
    "change",
    [
        Create(object=partition("one", "1")),
        Create(object=partition("split_four", "4", SPLIT)),
        Drop(object=partition("two", "2")),
        Drop(object=partition("split_three", "3", SPLIT)),
        Drop(object=partition("rest", "")),
    ],
    ids=["created", "created below", "dropped", "dropped below", "default dropped"],
)
def test_a_partition_keeps_others_waiting(
    new_server: NewServer, change: Change
) -> None:
    server = new_server()
    with connect(server.dsn(), purpose="test") as conn:
        conn.execute(TABLES.encode())
        held = hold(conn, change)

    claimed = {it.relation.name: it.mode for it in price(change, *THERE).locks}
    assert isinstance(change, Create | Drop)
    assert isinstance(change.object, Partition)
    # What is made, and what is gone by then, is no more to be seen.
    for found in (claimed, held):
        found.pop(change.object.name.name, None)
    # Weaker ones keep nobody waiting who reads or writes rows.
    assert claimed == {k: v for k, v in held.items() if v > LockMode.ROW_EXCLUSIVE}


def test_a_new_partition_has_the_default_one_read() -> None:
    change = Create(object=partition("one", "1"))
    (danger,) = price(change, *THERE).dangers
    assert danger.hazard is Hazard.FULL_SCAN
    assert price(change, *THERE[1:]).dangers == ()


def test_what_refers_to_a_table_is_read_when_a_partition_of_it_goes() -> None:
    change = Drop(object=partition("two", "2"))
    scans = [
        it.words
        for it in price(change, *THERE).dangers
        if it.hazard is Hazard.FULL_SCAN
    ]
    assert scans == ["all rows of note are read while everybody waits"]


PLAIN: Final = Domain(
    name=QualifiedName("public", "mood"),
    base="text",
    collation="",
    default="",
    not_null=False,
    checks=(),
    description="",
)
OVER: Final = dataclasses.replace(
    PLAIN, name=QualifiedName("public", "over"), base=PLAIN.name.sql
)
CHECK: Final = DomainCheck(name="c", expression="(VALUE <> ''::text)", description="")
CHECKED: Final = dataclasses.replace(PLAIN, checks=(CHECK,))
COMPUTED: Final = dataclasses.replace(PLAIN, default="(random())::text")
BOTH: Final = (OVER, dataclasses.replace(OVER, default="'fine'::text"))


@pytest.mark.live
@pytest.mark.parametrize("default", ["", "'good'::text"], ids=["bare", "default"])
@pytest.mark.parametrize("over", BOTH, ids=["over", "over_default"])
@pytest.mark.parametrize(
    "domain",
    [
        PLAIN,
        CHECKED,
        COMPUTED,
        dataclasses.replace(PLAIN, default="'fine'::text"),
        dataclasses.replace(PLAIN, not_null=True, default="'fine'::text"),
    ],
    ids=["plain", "checked", "computed", "constant", "not_null"],
)
def test_a_column_of_a_domain_is_written_in_every_row_where_that_is_said(
    server: LiveServer, domain: Domain, over: Domain, default: str
) -> None:
    added = dataclasses.replace(column("a", over.name.sql), default=default)
    change = Create(object=TableColumn(table=OTHER, column=added))
    file = "SELECT pg_relation_filenode('public.other')"
    with (
        connect(server.dsn(), purpose="test") as conn,
        conn.transaction(force_rollback=True),
    ):
        conn.execute("CREATE TABLE public.other (id integer)")
        make(conn, Create(object=domain), Create(object=over))
        before = conn.execute(file).fetchone()
        make(conn, change)
        is_written = conn.execute(file).fetchone() != before

    priced = price(change, domain, over)
    assert [it.hazard for it in priced.dangers] == [Hazard.REWRITE] * is_written


@pytest.mark.live
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PLAIN, CHECKED),
        (CHECKED, PLAIN),
        (PLAIN, dataclasses.replace(PLAIN, not_null=True)),
        (dataclasses.replace(PLAIN, not_null=True), PLAIN),
        (PLAIN, dataclasses.replace(PLAIN, default="'fine'::text")),
        (OVER, dataclasses.replace(OVER, checks=(CHECK,))),
    ],
    ids=["checked", "freed", "not_null", "nullable", "default", "over"],
)
def test_what_a_domain_comes_to_ask_is_asked_of_rows(
    new_server: NewServer, before: Domain, after: Domain
) -> None:
    tables = (
        plain_table(FAMILY, column("id", "integer"), column("a", OVER.name.sql)),
        plain_table(OTHER, column("a", PLAIN.name.sql)),
        plain_table(NOTE, column("a", "text")),
    )
    domains = (before, OVER) if before.name == PLAIN.name else (PLAIN, before)
    change = Alter(before=before, after=after)
    server = new_server()
    with connect(server.dsn(), purpose="test") as conn:
        make(conn, *(Create(object=each) for each in (*domains, *tables)))
        held = hold(conn, change)

    priced = price(change, *domains, *tables)
    assert {it.relation.name: it.mode for it in priced.locks} == held
    assert {it.hazard for it in priced.dangers} <= {Hazard.FULL_SCAN}
    assert len(priced.dangers) == len(held)


def test_a_domain_that_stands_once_counts_for_tenants() -> None:
    table = plain_table(QualifiedName("hr", "t"), column("id", "integer"))
    added = dataclasses.replace(
        table, columns=(*table.columns, column("a", CHECKED.name.sql))
    )
    parts = (
        part_of((), (CHECKED,), (CHECKED,)),
        part_of(("hr",), (table,), (added,)),
    )

    assert plan_parts(parts, NO_NOTES, ()).hazards() == (Hazard.REWRITE,)


def part_of(
    tenants: tuple[str, ...],
    before: tuple[DatabaseObject, ...],
    after: tuple[DatabaseObject, ...],
) -> Part:
    return Part(
        tenants=tenants,
        actual=before,
        around=(),
        wanted=Wanted(spelled=after, neutral=after, sources=after),
        unmodelled=(),
    )


@pytest.mark.live
@pytest.mark.parametrize(
    ("after", "using", "said"),
    [
        (column("a", "character varying"), "", set()),
        (column("a", "character varying"), "upper(a)", {"other", "i"}),
        (column("a", "bytea"), "a::bytea", {"other", "i"}),
        (dataclasses.replace(column("a", "text"), collation=C), "", {"i"}),
    ],
    ids=["taken as it is", "computed", "cast", "collated"],
)
def test_what_a_type_or_a_collation_builds_anew_is_said(
    server: LiveServer, after: Column, using: str, said: set[str]
) -> None:
    before = TableColumn(table=OTHER, column=column("a", "text"))
    change = Retype(
        before=before, after=TableColumn(table=OTHER, column=after), using=using
    )
    files = """SELECT relname::text, pg_relation_filenode(oid)
                 FROM pg_class WHERE relname IN ('other', 'i')"""
    with (
        connect(server.dsn(), purpose="test") as conn,
        conn.transaction(force_rollback=True),
    ):
        conn.execute("CREATE TABLE public.other (a text)")
        conn.execute("CREATE INDEX i ON public.other (a)")
        old = set(conn.execute(files))
        make(conn, change)
        written = {name for name, _ in set(conn.execute(files)) - old}

    hazards = {it.hazard for it in price(change).dangers}
    assert written == said
    assert ("other" in written) == (Hazard.REWRITE in hazards)
    assert (written == {"i"}) == (Hazard.LONG_LOCK in hazards)
