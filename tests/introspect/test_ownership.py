import pytest

from compiler.model.name import QualifiedName
from compiler.model.ownership import OwnedKind, Ownership
from tests.introspect.reading import read_objects
from tests.servers import LiveServer

pytestmark = pytest.mark.live


def test_an_object_of_another_role_is_told_and_what_follows_it_is_not(
    server: LiveServer,
) -> None:
    sql = """
        CREATE TABLE s.t (a serial, b int GENERATED ALWAYS AS IDENTITY);
        CREATE INDEX ON s.t (a);
        CREATE STATISTICS s.x ON a, b FROM s.t;
        CREATE VIEW s.v AS SELECT 1; CREATE MATERIALIZED VIEW s.m AS SELECT 1;
        CREATE SEQUENCE s.q; CREATE TYPE s.e AS ENUM (); CREATE DOMAIN s.d AS int;
        CREATE TYPE s.c AS (a int); CREATE TYPE s.r AS RANGE (SUBTYPE = int);
        CREATE TABLE s.of_the_owner (a int);
        ALTER TABLE s.t OWNER TO a; ALTER VIEW s.v OWNER TO a;
        ALTER MATERIALIZED VIEW s.m OWNER TO a; ALTER SEQUENCE s.q OWNER TO a;
        ALTER TYPE s.e OWNER TO a; ALTER DOMAIN s.d OWNER TO a;
        ALTER TYPE s.c OWNER TO a; ALTER TYPE s.r OWNER TO a;
        ALTER STATISTICS s.x OWNER TO a;
    """
    expected: tuple[tuple[OwnedKind, str], ...] = (
        ("domain", "d"),
        ("materialized view", "m"),
        ("sequence", "q"),
        ("statistics", "x"),
        ("table", "t"),
        ("type", "c"),
        ("type", "e"),
        ("type", "r"),
        ("view", "v"),
    )
    assert read_objects(server, sql, Ownership) == tuple(
        Ownership(kind=kind, name=QualifiedName("s", name), owner="a")
        for kind, name in expected
    )
