from pathlib import Path

import pytest

from compiler.execute.session import connect
from compiler.introspect.read import (
    read_address,
    read_era,
    read_extensions,
    read_memberships,
    read_roles,
    read_schema_names,
    read_session,
    read_summaries,
)
from compiler.model.role import Role
from compiler.model.setting import Setting
from tests.conftest import NewServer
from tests.servers import run_embedded

pytestmark = pytest.mark.live


def test_roles_and_memberships_are_read_as_values(new_server: NewServer) -> None:
    with connect(new_server().dsn(), purpose="test") as conn:
        conn.execute("CREATE ROLE a LOGIN NOINHERIT CREATEDB")
        conn.execute("COMMENT ON ROLE a IS 'The first.'")
        conn.execute('ALTER ROLE a SET search_path = x, "Y z"')
        conn.execute("CREATE ROLE b BYPASSRLS")
        conn.execute("GRANT b TO a WITH ADMIN OPTION")
        roles = read_roles(conn, ["a", "b", "c"])
        assert roles["a"].role == Role(
            name="a",
            login=True,
            inherit=False,
            create_role=False,
            create_database=True,
            settings=(Setting(parameter="search_path", values=("x", "Y z")),),
            description="The first.",
        )
        assert set(roles) == {"a", "b"}
        assert roles["b"].bypass_row_security
        assert not roles["a"].bypass_row_security
        assert roles["a"].administered
        assert not roles["a"].predefined
        assert read_roles(conn, ["pg_monitor"])["pg_monitor"].predefined
        held = read_memberships(conn, ["a", "b"])
        assert set(held) == {("b", "a")}
        assert held["b", "a"].membership.admin_option
        assert held["b", "a"].set_option
        # What a grant says by itself follows the member's attribute.
        assert not held["b", "a"].inherit_option


def test_a_schema_is_summed_up_without_counting_partitions_twice(
    new_server: NewServer,
) -> None:
    with connect(new_server().dsn(), purpose="test") as conn:
        for statement in (
            b"CREATE SCHEMA s",
            b"CREATE TABLE s.t (a int PRIMARY KEY, b text UNIQUE)",
            b"CREATE VIEW s.v AS SELECT 1 AS x",
            b"CREATE TABLE s.p (a int PRIMARY KEY) PARTITION BY RANGE (a)",
            b"CREATE TABLE s.p1 PARTITION OF s.p FOR VALUES FROM (1) TO (2)",
            b"CREATE TABLE s.p2 PARTITION OF s.p FOR VALUES FROM (2) TO (3)",
            b"CREATE POLICY y ON s.t USING (true)",
            b"CREATE POLICY y ON s.p USING (true)",
            b"CREATE POLICY y ON s.p1 USING (true)",
            b"CREATE SCHEMA empty",
        ):
            conn.execute(statement)
        found = read_summaries(conn, ["s", "empty", "nowhere"])
        assert set(found) == {"s", "empty"}
        s, empty = found["s"], found["empty"]
        assert (s.tables, s.partitions, s.policies, s.indexes) == (2, 2, 2, 3)
        assert (empty.tables, empty.partitions, empty.policies) == (0, 0, 0)
        assert read_schema_names(conn, ["s", "nowhere"]) == {"s"}


def test_the_session_is_described(new_server: NewServer) -> None:
    server = new_server()
    with connect(server.dsn(), purpose="test") as conn:
        conn.execute("CREATE ROLE plain LOGIN NOINHERIT")
        assert ("plpgsql", "pg_catalog") in {
            (each.name, each.schema) for each in read_extensions(conn)
        }
    with connect(server.dsn(user="plain"), purpose="test") as conn:
        session = read_session(conn)
        assert not session.can_create_schema
        assert not session.inherits
        assert not session.read_only
        assert "postgres" in session.databases
        assert not read_roles(conn, ["postgres"])["postgres"].administered


def test_an_ordinary_role_reads_since_when_a_server_runs(
    template_data: Path, tmp_path: Path
) -> None:
    seen = []
    for _ in range(2):
        with run_embedded(tmp_path / "home", template_data) as server:
            with connect(server.dsn(), purpose="test") as conn:
                conn.execute("CREATE ROLE plain LOGIN")
            with connect(server.dsn(user="plain"), purpose="test") as conn:
                seen.append((read_address(conn), read_era(conn)))
    # As after a restore: a plan for this database holds, what is remembered does not.
    assert seen[0][0] == seen[1][0]
    assert seen[0][1] != seen[1][1]
