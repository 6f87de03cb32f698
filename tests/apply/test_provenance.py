"""What a stranger left in the database is refused before any of it is run."""

from pathlib import Path
from textwrap import dedent
from typing import Final, LiteralString

import psycopg
import pytest

from compiler.apply.provenance import find_strangeness, read_standing
from compiler.errors import Refused
from compiler.execute.session import connect
from compiler.model.name import QualifiedName
from tests.apply.sample import SPECS, apply_specs, write_specs
from tests.conftest import NewServer
from tests.servers import LiveServer

pytestmark = pytest.mark.live

# A sequence remembers that the function ran, whatever is rolled back.
TROJAN: Final = """
CREATE SCHEMA acme;
CREATE SEQUENCE acme.runs;
CREATE FUNCTION acme.trojan() RETURNS boolean LANGUAGE sql
  RETURN nextval('acme.runs') > 0;
CREATE TABLE acme.schema_migrations (part text, version text, status text);
INSERT INTO acme.schema_migrations VALUES ('hr', 'x', 'y');
ALTER TABLE acme.schema_migrations ENABLE ROW LEVEL SECURITY;
CREATE POLICY trap ON acme.schema_migrations USING (acme.trojan());
GRANT USAGE ON SCHEMA acme TO public;
GRANT USAGE ON SEQUENCE acme.runs TO public;
GRANT SELECT ON acme.schema_migrations TO public;
"""
EXTENSION: Final = dedent(SPECS["project"]) + "extensions: {pg_trgm: {schema: %s}}\n"


def run(dsn: str, script: LiteralString) -> None:
    with psycopg.connect(dsn, autocommit=True) as conn:
        conn.execute(script)


def ask(dsn: str, query: LiteralString) -> object:
    with psycopg.connect(dsn, autocommit=True) as conn:
        return conn.execute(query).fetchall()[0][0]


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "specs")


@pytest.fixture
def hostile(new_server: NewServer) -> LiveServer:
    """A server on which mallory owns a database, `hostile`."""
    server = new_server()
    run(server.dsn(), "CREATE ROLE mallory LOGIN")
    run(server.dsn(), "CREATE DATABASE hostile OWNER mallory")
    return server


def test_a_strangers_policy_is_not_run_by_the_superuser(
    hostile: LiveServer, specs: Path
) -> None:
    run(hostile.dsn(), "CREATE ROLE acme_owner")
    run(hostile.dsn(user="mallory", database="hostile"), TROJAN)
    dsn = hostile.dsn(database="hostile")
    with pytest.raises(Refused, match="schema acme exists and belongs to mallory"):
        apply_specs(dsn, specs)
    assert ask(dsn, "SELECT is_called FROM acme.runs") is False
    # The trap does work.
    run(dsn, "SET ROLE acme_owner; SELECT part FROM acme.schema_migrations")
    assert ask(dsn, "SELECT is_called FROM acme.runs") is True


def test_a_role_of_another_database_is_refused_before_anything_is_read(
    hostile: LiveServer, specs: Path
) -> None:
    apply_specs(hostile.dsn(), specs)
    run(hostile.dsn(user="mallory", database="hostile"), TROJAN)
    dsn = hostile.dsn(database="hostile")
    with pytest.raises(Refused, match="acme_owner belongs to database postgres"):
        apply_specs(dsn, specs)
    assert ask(dsn, "SELECT is_called FROM acme.runs") is False


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("", ""),
        ("ALTER SCHEMA acme OWNER TO mallory", "belongs to mallory"),
        ("ALTER TABLE acme.t OWNER TO mallory", "t belongs to mallory"),
        ("DROP TABLE acme.t", ""),
        (
            """DROP TABLE acme.t;
               CREATE VIEW acme.t AS SELECT 1;
               ALTER VIEW acme.t OWNER TO acme_owner""",
            "not an ordinary table",
        ),
        (
            """CREATE TRIGGER t BEFORE UPDATE ON acme.t FOR EACH ROW
               EXECUTE FUNCTION suppress_redundant_updates_trigger()""",
            "has triggers",
        ),
        ("CREATE RULE r AS ON INSERT TO acme.t DO ALSO NOTHING", "has rules"),
        ("CREATE TABLE child () INHERITS (acme.t)", "has parents or children"),
    ],
)
def test_only_the_table_that_was_installed_is_believed(
    server: LiveServer, script: LiteralString, reason: str
) -> None:
    table = QualifiedName("acme", "t")
    with (
        connect(server.dsn(), purpose="test") as conn,
        conn.transaction(force_rollback=True),
    ):
        conn.execute("SET search_path = public")
        conn.execute("CREATE ROLE mallory; CREATE ROLE acme_owner")
        assert read_standing(conn, table) is None
        conn.execute("CREATE SCHEMA acme AUTHORIZATION acme_owner")
        conn.execute("CREATE TABLE acme.t (); ALTER TABLE acme.t OWNER TO acme_owner")
        if script:
            conn.execute(script)
        standing = read_standing(conn, table)
        assert standing is not None
        strange = "\n".join(find_strangeness(standing, table, "acme_owner"))
        assert reason in strange
        assert bool(reason) is bool(strange)


@pytest.mark.parametrize(
    ("schema", "script", "writer"),
    [
        ("extensions", "CREATE SCHEMA extensions AUTHORIZATION mallory", "mallory"),
        (
            "extensions",
            "CREATE SCHEMA extensions; GRANT CREATE ON SCHEMA extensions TO mallory",
            "mallory",
        ),
        (
            "extensions",
            "CREATE SCHEMA extensions; GRANT CREATE ON SCHEMA extensions TO public",
            "everybody",
        ),
        ("public", "SELECT 1", "mallory"),
    ],
)
def test_a_schema_that_others_write_to_gets_no_extension(
    hostile: LiveServer,
    tmp_path: Path,
    schema: str,
    script: LiteralString,
    writer: str,
) -> None:
    dsn = hostile.dsn(database="hostile")
    run(dsn, script)
    wanted = write_specs(tmp_path / "specs", project=EXTENSION % schema)
    with pytest.raises(Refused, match=f"schema {schema} is for .*, and {writer} may"):
        apply_specs(dsn, wanted)
    assert ask(dsn, "SELECT to_regrole('acme_owner')") is None


def test_an_extension_may_stand_in_public_where_only_superusers_write(
    hostile: LiveServer, tmp_path: Path
) -> None:
    wanted = write_specs(tmp_path / "specs", project=EXTENSION % "public")
    assert apply_specs(hostile.dsn(), wanted).changed
    assert not apply_specs(hostile.dsn(), wanted).changed


def test_a_role_that_came_with_the_server_is_refused(
    hostile: LiveServer, tmp_path: Path
) -> None:
    # Renamed, because no spec may name one that begins with pg_.
    run(
        hostile.dsn(),
        "SET allow_system_table_mods = on;"
        " UPDATE pg_authid SET rolname = 'acme_definer' WHERE rolname = 'pg_monitor'",
    )
    wanted = write_specs(tmp_path / "specs")
    with pytest.raises(Refused, match="role acme_definer came with the server"):
        apply_specs(hostile.dsn(), wanted)
