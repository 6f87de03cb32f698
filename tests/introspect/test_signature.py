"""A signature changes with everything that is read, and with nothing else."""

import re
from collections.abc import Iterator
from typing import Any, Final

import psycopg
import pytest

from compiler.execute.session import connect
from compiler.introspect.facts import QUERIES, read_facts
from compiler.introspect.query import read_query
from compiler.introspect.signature import read_signatures
from tests.conftest import NewServer

Connection = psycopg.Connection[Any]

CATALOG: Final = re.compile(r"(?:FROM|JOIN)\s+(pg_\w+)\b(?!\()")
BY_NAME: Final = frozenset({"pg_am", "pg_language"})
"""What belongs to no schema, and is told of by its name alone."""

BEFORE: Final = """
    CREATE ROLE reader;
    CREATE SCHEMA s; CREATE SCHEMA other; CREATE SCHEMA third;
    CREATE TYPE other.mood AS ENUM ('good');
    CREATE FUNCTION other.may() RETURNS bool LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
    CREATE FUNCTION other.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
    CREATE TABLE other.list (a int PRIMARY KEY, b int);
    CREATE TABLE other.root (a int, b int) PARTITION BY RANGE (a);
    CREATE TABLE other.branch PARTITION OF other.root FOR VALUES FROM (0) TO (9)
      PARTITION BY RANGE (b);
    CREATE TYPE s.e AS ENUM ('a'); CREATE DOMAIN s.d AS int CHECK (VALUE > 0);
    CREATE TYPE s.c AS (a int); CREATE SEQUENCE s.q;
    CREATE TABLE s.t (a int CONSTRAINT positive CHECK (a > 0), b text);
    CREATE INDEX i ON s.t (a);
    CREATE TABLE s.p (a int) PARTITION BY RANGE (a);
    CREATE TABLE s.p1 PARTITION OF s.p FOR VALUES FROM (0) TO (9);
    CREATE VIEW s.v AS SELECT a FROM s.t; CREATE STATISTICS s.st ON a, b FROM s.t;
    CREATE FUNCTION s.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
    CREATE FUNCTION s.ev() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
    CREATE EVENT TRIGGER heard ON ddl_command_start EXECUTE FUNCTION s.ev();
    CREATE TRIGGER g BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.f();
    CREATE POLICY o ON s.t USING (a > 0);
    CREATE RULE r AS ON DELETE TO s.t DO NOTHING;
    CREATE COLLATION s.l FROM "C";
    CREATE TABLE s.n (a int REFERENCES other.list, m other.mood DEFAULT 'good');
    CREATE POLICY o ON s.n USING (other.may());
    CREATE TRIGGER g BEFORE INSERT ON s.n FOR EACH ROW EXECUTE FUNCTION other.f();
    CREATE VIEW s.w AS SELECT l.b AS c FROM other.list AS l;
    CREATE TABLE s.leaf PARTITION OF other.branch FOR VALUES FROM (0) TO (9);
    CREATE TABLE s.h (a int) PARTITION BY RANGE (a);
    CREATE TABLE other.h1 PARTITION OF s.h FOR VALUES FROM (0) TO (9);
    CREATE INDEX parted ON ONLY s.h (a);
"""
CHANGES: Final = (
    "ALTER TABLE s.t ADD COLUMN c int",
    "ALTER TABLE s.t ALTER COLUMN a SET STATISTICS 7",
    "ALTER TABLE s.t ALTER COLUMN a SET DEFAULT 7",
    "ALTER TABLE s.t ALTER COLUMN a SET NOT NULL",
    "ALTER TABLE s.t SET (fillfactor = 70)",
    "ALTER TABLE s.t SET (toast.autovacuum_enabled = false)",
    "ALTER TABLE s.t RENAME CONSTRAINT positive TO above",
    "ALTER TABLE s.t ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE s.t REPLICA IDENTITY FULL",
    "ALTER TABLE s.t DISABLE TRIGGER g",
    "ALTER TABLE s.t DISABLE RULE r",
    "ALTER TABLE s.t CLUSTER ON i",
    "ALTER INDEX s.i RENAME TO j",
    "ALTER INDEX s.j SET (fillfactor = 70)",
    "CREATE UNIQUE INDEX u ON s.t (b)",
    "DROP INDEX s.u",
    "ALTER TABLE s.p DETACH PARTITION s.p1",
    "ALTER TABLE s.p ATTACH PARTITION s.p1 FOR VALUES FROM (0) TO (10)",
    "CREATE OR REPLACE VIEW s.v AS SELECT a, b FROM s.t",
    "ALTER POLICY o ON s.t USING (a > 1)",
    "ALTER POLICY o ON s.t TO reader",
    "GRANT SELECT ON s.t TO reader",
    "GRANT UPDATE (a) ON s.t TO reader",
    "GRANT USAGE ON SCHEMA s TO reader",
    "GRANT USAGE ON SEQUENCE s.q TO reader",
    "REVOKE EXECUTE ON FUNCTION s.f() FROM PUBLIC",
    "REVOKE USAGE ON TYPE s.e FROM PUBLIC",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO reader",
    "ALTER TYPE s.e ADD VALUE 'b'",
    "ALTER TYPE s.e RENAME VALUE 'b' TO 'c'",
    "ALTER TYPE s.c ADD ATTRIBUTE b int",
    "ALTER DOMAIN s.d SET DEFAULT 1",
    "ALTER DOMAIN s.d ADD CONSTRAINT small CHECK (VALUE < 9)",
    "ALTER SEQUENCE s.q INCREMENT BY 2",
    "ALTER SEQUENCE s.q OWNED BY s.t.a",
    "ALTER SEQUENCE s.q OWNED BY NONE",
    "ALTER STATISTICS s.st SET STATISTICS 9",
    "ALTER STATISTICS s.st RENAME TO su",
    "ALTER FUNCTION s.f() COST 7",
    "ALTER FUNCTION s.f() RENAME TO f2",
    "ALTER EVENT TRIGGER heard DISABLE",
    "COMMENT ON COLUMN s.t.a IS 'x'",
    "COMMENT ON POLICY o ON s.t IS 'x'",
    "COMMENT ON CONSTRAINT above ON s.t IS 'x'",
    "COMMENT ON EVENT TRIGGER heard IS 'x'",
    "COMMENT ON SCHEMA s IS 'x'",
    "ALTER COLLATION s.l RENAME TO k",
    "CREATE CONVERSION s.cv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
    "ALTER TABLE s.t OWNER TO reader",
    "ALTER TABLE s.p1 SET SCHEMA other",
    "CREATE CAST (s.c AS text) WITH INOUT",
    "DROP CAST (s.c AS text)",
    "ALTER EXTENSION plpgsql ADD FUNCTION s.f2()",
    "ALTER EXTENSION plpgsql ADD TYPE s.e",
    "ALTER EXTENSION plpgsql ADD EVENT TRIGGER heard",
    "ALTER EXTENSION plpgsql DROP TYPE s.e",
)
ELSEWHERE: Final = (
    "ALTER ROLE reader RENAME TO viewer",
    "ALTER FUNCTION other.may() RENAME TO might",
    "ALTER FUNCTION other.f() RENAME TO g",
    "ALTER FUNCTION other.g() SET SCHEMA third",
    "ALTER TYPE other.mood RENAME TO state",
    "ALTER TYPE other.state RENAME VALUE 'good' TO 'fine'",
    "ALTER TABLE other.list RENAME TO lines",
    "ALTER TABLE other.lines RENAME a TO id",
    "ALTER TABLE other.lines RENAME b TO number",
    "ALTER TABLE s.h DETACH PARTITION other.h1",
    "ALTER TABLE other.root RENAME TO trunk",
    "ALTER TABLE other.trunk DETACH PARTITION other.branch",
    "ALTER SCHEMA other RENAME TO another",
)
"""Changes of what stands in no schema, or another one, and of what is said of it."""

NO_CHANGES: Final = (
    "INSERT INTO s.t VALUES (1, 'x'), (2, 'y')",
    "SELECT nextval('s.q')",
    "VACUUM (ANALYZE, FREEZE) s.t",
    "ANALYZE",
    "VACUUM (FREEZE) pg_catalog.pg_class",
    "CREATE TABLE other.elsewhere (a int)",
    "CREATE ROLE somebody",
    "ALTER ROLE reader CONNECTION LIMIT 7",
    "GRANT SELECT ON other.list TO somebody",
    "COMMENT ON FUNCTION other.may() IS 'x'",
    "ALTER FUNCTION other.may() COST 7",
)


def test_every_catalog_that_is_read_is_in_the_signature() -> None:
    covered = set(
        CATALOG.findall(read_query("compiler.introspect", "signature").decode())
    )

    for kind in QUERIES:
        text = read_query("compiler.introspect", kind).decode()
        assert set(CATALOG.findall(text)) - covered - BY_NAME == set(), kind


def test_queries_are_read_by_a_server_of_any_encoding() -> None:
    assert all(read_query("compiler.introspect", kind).isascii() for kind in QUERIES)


@pytest.fixture
def conn(new_server: NewServer) -> Iterator[Connection]:
    with connect(new_server().dsn(), purpose="test") as session:
        session.execute(BEFORE.encode())
        yield session


@pytest.mark.live
def test_a_signature_changes_with_what_is_read_and_with_nothing_else(
    conn: Connection,
) -> None:
    names = ["s", ""]
    before = read_signatures(conn, names)
    for statement in CHANGES:
        conn.execute(statement.encode())
        after = read_signatures(conn, names)
        assert after["s"] != before["s"], statement
        assert after[""] == before[""], statement
        before = after
    for statement in NO_CHANGES:
        conn.execute(statement.encode())
        assert read_signatures(conn, names) == before, statement
    conn.execute(b"ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader")
    assert read_signatures(conn, names)[""] != before[""]
    before = read_signatures(conn, names)
    conn.execute(b"ALTER ROLE reader RENAME TO viewer")
    assert read_signatures(conn, names)[""] != before[""]


@pytest.mark.live
def test_a_signature_changes_with_what_is_told_of_things_that_stand_elsewhere(
    conn: Connection,
) -> None:
    conn.execute(b"GRANT SELECT ON s.n TO reader")
    for statement in ELSEWHERE:
        before, told = read_signatures(conn, ["s"]), read_facts(conn, ["s"], "owner")
        conn.execute(statement.encode())
        assert read_facts(conn, ["s"], "owner") != told, statement
        assert read_signatures(conn, ["s"]) != before, statement
