"""Applying to a database that holds nothing yet, and to what others left in it."""

import re
from pathlib import Path
from textwrap import dedent
from typing import Final, LiteralString

import psycopg
import pytest

from compiler.apply.applied import Outcome
from compiler.apply.version import SHARED
from compiler.errors import CannotRun, Refused
from tests.apply.sample import SPECS, apply_specs, created, write_specs
from tests.conftest import NewServer

pytestmark = pytest.mark.live

THIRD: Final = dedent(SPECS["tenants"]) + "  it: {name: Information Technology}\n"
EXTENSION: Final = (
    dedent(SPECS["project"]) + "extensions: {pg_trgm: {schema: extensions}}\n"
)


def ask(dsn: str, query: LiteralString) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn, autocommit=True) as conn:
        cursor = conn.execute(query)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "specs")


@pytest.fixture
def dsn(new_server: NewServer) -> str:
    return new_server().dsn()


def test_a_second_run_finds_nothing_to_do(dsn: str, specs: Path) -> None:
    first = apply_specs(dsn, specs)
    assert first.changed
    assert created(first) == [SHARED, "hr", "legal"]
    assert [each.partitions for each in first.parts] == [0, 3, 3]
    assert all(each.outcome is Outcome.DONE for each in first.parts)

    second = apply_specs(dsn, specs)
    assert not second.changed
    assert [each.version for each in second.parts] == [1, 1, 1]


def test_what_is_registered_is_what_the_specs_say(dsn: str, specs: Path) -> None:
    apply_specs(dsn, specs)
    assert ask(
        dsn,
        """SELECT department, name, schema_name, role_name, status
             FROM acme.departments ORDER BY 1""",
    ) == [
        ("hr", "Human Resources", "hr_tenant", "hr_role", "active"),
        ("legal", "Legal", "legal_tenant", "legal_role", "active"),
    ]
    assert ask(
        dsn, "SELECT department, rule, keep::text FROM acme.retention_overrides"
    ) == [("legal", "short", "1 year")]


def test_a_new_tenant_is_added_and_one_that_is_gone_is_left(
    dsn: str, specs: Path, tmp_path: Path
) -> None:
    apply_specs(dsn, specs)
    done = apply_specs(dsn, write_specs(tmp_path / "more", tenants=THIRD))
    assert created(done) == ["it"]
    assert not apply_specs(dsn, specs).changed
    assert ask(dsn, "SELECT count(*) FROM it_tenant.notes") == [(0,)]


def test_rows_converge_and_an_override_is_not_taken_away(
    dsn: str, specs: Path, tmp_path: Path
) -> None:
    apply_specs(dsn, specs)
    renamed = """
        tenants: {hr: {name: People}, legal: {name: Legal, retention: {short: 2 years}}}
        """
    done = apply_specs(dsn, write_specs(tmp_path / "renamed", tenants=renamed))
    assert (done.registered, done.notes) == (2, ())
    names = ask(dsn, "SELECT name FROM acme.departments ORDER BY 1")
    assert names == [("Legal",), ("People",)]

    without = "tenants: {hr: {name: People}, legal: {name: Legal}}"
    done = apply_specs(dsn, write_specs(tmp_path / "without", tenants=without))
    assert not done.changed
    assert "legal keeps short for 2 years" in done.notes[0]


def test_a_role_of_another_database_is_refused_while_that_exists(
    new_server: NewServer, specs: Path
) -> None:
    server = new_server()
    apply_specs(server.dsn(), specs)
    ask(server.dsn(), "CREATE DATABASE second")
    other = server.dsn(database="second")
    with pytest.raises(Refused, match="hr_role belongs to database postgres"):
        apply_specs(other, specs)
    assert ask(other, "SELECT to_regnamespace('acme')") == [(None,)]
    fresh = new_server().dsn()
    ask(fresh, "CREATE ROLE hr_role")
    ask(fresh, "COMMENT ON ROLE hr_role IS 'tenantry: database third'")
    assert apply_specs(fresh, specs).changed
    said = "SELECT shobj_description('hr_role'::regrole, 'pg_authid')"
    assert "database postgres" in str(ask(fresh, said))


def test_a_role_made_by_hand_converges(dsn: str, specs: Path) -> None:
    ask(dsn, "CREATE ROLE hr_role LOGIN CREATEDB")
    ask(dsn, "CREATE ROLE legal_app LOGIN NOINHERIT")
    ask(dsn, "ALTER ROLE legal_app SET search_path = nowhere")
    ask(dsn, "ALTER ROLE legal_app SET work_mem = '8MB'")
    ask(dsn, "CREATE ROLE legal_role")
    ask(dsn, "GRANT legal_role TO legal_app")
    apply_specs(dsn, specs)
    state = """SELECT rolname, rolcanlogin, rolcreatedb, rolinherit, rolconfig
                 FROM pg_roles WHERE rolname IN ('hr_role', 'legal_app') ORDER BY 1"""
    path = "search_path=legal_tenant, pg_catalog"
    assert ask(dsn, state) == [
        ("hr_role", False, False, True, None),
        ("legal_app", True, False, True, [path, "TimeZone=UTC"]),
    ]
    assert not apply_specs(dsn, specs).changed


def test_what_somebody_did_to_a_role_is_put_right(dsn: str, specs: Path) -> None:
    apply_specs(dsn, specs)
    ask(dsn, "ALTER ROLE hr_role LOGIN")
    ask(dsn, "REVOKE hr_role FROM hr_app")
    assert apply_specs(dsn, specs).changed
    held = """SELECT rolcanlogin, pg_has_role('hr_app', 'hr_role', 'USAGE')
                FROM pg_roles WHERE rolname = 'hr_role'"""
    assert ask(dsn, held) == [(False, True)]
    assert not apply_specs(dsn, specs).changed


def test_how_a_membership_is_used_is_put_right(dsn: str, specs: Path) -> None:
    apply_specs(dsn, specs)
    if ask(dsn, "SELECT current_setting('server_version_num')::int < 160000")[0][0]:
        pytest.skip("before PostgreSQL 16 a membership has no options")
    used = "SELECT pg_has_role('acme_migrator', 'acme_owner', 'USAGE')"
    ask(dsn, "GRANT acme_owner TO acme_migrator WITH INHERIT TRUE")
    assert ask(dsn, used) == [(True,)]

    assert apply_specs(dsn, specs).changed

    assert ask(dsn, used) == [(False,)]
    may = "SELECT pg_has_role('acme_migrator', 'acme_owner', 'SET')"
    assert ask(dsn, may) == [(True,)]
    assert not apply_specs(dsn, specs).changed


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        ("SUPERUSER", "a superuser"),
        ("BYPASSRLS", "allowed to bypass"),
        ("REPLICATION", "allowed to replicate"),
    ],
)
def test_a_role_above_the_law_is_refused(
    dsn: str, specs: Path, attribute: LiteralString, said: str
) -> None:
    ask(dsn, "CREATE ROLE hr_role " + attribute)
    with pytest.raises(Refused, match=f"hr_role is {said}"):
        apply_specs(dsn, specs)


def test_an_ordinary_role_applies_and_keeps_none_of_the_rights(
    new_server: NewServer, specs: Path, tmp_path: Path
) -> None:
    server = new_server()
    ask(server.dsn(), "CREATE ROLE maker LOGIN CREATEROLE CREATEDB")
    ask(server.dsn(), "GRANT CREATE ON DATABASE postgres TO maker")
    maker = server.dsn(user="maker")
    assert apply_specs(maker, specs).changed
    assert not apply_specs(maker, specs).changed
    more = write_specs(tmp_path / "more", tenants=THIRD)
    assert created(apply_specs(maker, more)) == ["it"]
    used = """SELECT rolname FROM pg_roles
               WHERE rolname <> 'maker' AND rolname !~ '^pg_'
                 AND pg_has_role('maker', oid, 'USAGE')"""
    assert ask(server.dsn(), used) == []
    assert not apply_specs(server.dsn(), more).changed


def test_rights_that_are_missing_are_named_all_at_once(
    new_server: NewServer, specs: Path
) -> None:
    server = new_server()
    ask(server.dsn(), "CREATE ROLE nobody LOGIN")
    with pytest.raises(CannotRun) as caught:
        apply_specs(server.dsn(user="nobody"), specs, scratch=server.dsn())
    assert caught.value.exit_code == 4
    assert "may not make roles" in caught.value.message
    assert "may not make schemas" in caught.value.message
    assert "ALTER ROLE nobody CREATEROLE" in caught.value.help
    assert "GRANT CREATE ON DATABASE postgres TO nobody" in caught.value.help


def test_what_the_server_lacks_is_named_all_at_once(
    new_server: NewServer, tmp_path: Path
) -> None:
    server = new_server()
    ask(
        server.dsn(),
        """CREATE DATABASE narrow TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'
           LOCALE_PROVIDER libc""",
    )
    narrow = server.dsn(database="narrow")
    ask(narrow, "CREATE EXTENSION pg_trgm")
    extensions = """
        extensions:
          no_such_extension: {schema: extensions}
          pg_trgm: {schema: extensions}
        """
    project = dedent(SPECS["project"]) + dedent(extensions)
    wanted = write_specs(tmp_path / "specs", project=project)
    with pytest.raises(CannotRun) as caught:
        apply_specs(narrow, wanted)
    assert "no_such_extension" in caught.value.message
    assert "encoding LATIN1" in caught.value.message
    assert "pg_trgm stands in schema public" in caught.value.message
    assert ask(narrow, "SELECT to_regnamespace('acme')") == [(None,)]


def test_a_broken_body_fails_the_tenant_and_nothing_of_it_remains(
    dsn: str, specs: Path, tmp_path: Path
) -> None:
    count = SPECS["count_notes"].replace("FROM notes", "FROM nots")
    broken = write_specs(tmp_path / "broken", count_notes=count)
    applied = apply_specs(dsn, broken)
    shared, hr, legal = applied.parts
    assert shared.outcome is Outcome.DONE
    assert {hr.outcome, legal.outcome} == {Outcome.FAILED}
    assert hr.failure is not None
    assert 'relation "nots" does not exist' in hr.failure.words
    assert "count_notes" in hr.failure.words
    assert re.fullmatch(r"\S*count_notes\.yaml:\d+", hr.failure.origin)
    assert hr.failure.help.startswith("Correct ")
    assert hr.failure.sqlstate == "42P01"
    assert ask(dsn, "SELECT to_regnamespace('hr_tenant')") == [(None,)]
    assert created(apply_specs(dsn, specs)) == ["hr", "legal"]


@pytest.mark.parametrize("schema", ["acme", "hr_tenant"])
def test_a_schema_that_is_somebody_elses_is_refused(
    dsn: str, specs: Path, schema: LiteralString
) -> None:
    ask(dsn, "CREATE SCHEMA " + schema)
    with pytest.raises(Refused, match=f"schema {schema} exists"):
        apply_specs(dsn, specs)
    assert ask(dsn, "SELECT to_regrole('acme_owner')") == [(None,)]


def test_an_extension_that_a_superuser_made_is_used_where_it_stands(
    new_server: NewServer, tmp_path: Path
) -> None:
    server = new_server()
    ask(server.dsn(), "CREATE SCHEMA extensions")
    ask(server.dsn(), "CREATE EXTENSION pg_trgm SCHEMA extensions")
    ask(server.dsn(), "CREATE ROLE maker LOGIN CREATEROLE CREATEDB")
    ask(server.dsn(), "GRANT CREATE ON DATABASE postgres TO maker")
    grant = "GRANT USAGE ON SCHEMA extensions TO maker WITH GRANT OPTION"
    ask(server.dsn(), grant)
    wanted = write_specs(tmp_path / "specs", project=EXTENSION)
    maker = server.dsn(user="maker")
    assert apply_specs(maker, wanted).changed
    used = """SELECT has_schema_privilege('acme_owner', 'extensions', 'USAGE'),
                     has_schema_privilege('hr_app', 'extensions', 'USAGE'),
                     has_schema_privilege('hr_app', 'extensions', 'CREATE'),
                     nspowner::regrole::text
                FROM pg_namespace WHERE nspname = 'extensions'"""
    assert ask(server.dsn(), used) == [(True, True, False, "postgres")]
    assert not apply_specs(maker, wanted).changed


def test_a_role_that_the_session_may_not_change_is_named(
    new_server: NewServer, specs: Path
) -> None:
    server = new_server()
    ask(server.dsn(), "CREATE ROLE maker LOGIN CREATEROLE CREATEDB")
    ask(server.dsn(), "GRANT CREATE ON DATABASE postgres TO maker")
    ask(server.dsn(), "CREATE ROLE hr_role")
    maker = server.dsn(user="maker")
    version = int(str(ask(maker, "SHOW server_version_num")[0][0]))
    if version < 160000:
        # Whoever makes roles may still change every ordinary one.
        assert apply_specs(maker, specs).changed
        return
    with pytest.raises(CannotRun) as caught:
        apply_specs(maker, specs)
    assert "may not change or grant role hr_role" in caught.value.message
    assert "GRANT hr_role TO maker WITH ADMIN OPTION" in caught.value.help
    assert ask(server.dsn(), "SELECT to_regrole('acme_owner')") == [(None,)]
