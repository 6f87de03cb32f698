"""Installing, on real servers: again, after a kill, into what is there already."""

import dataclasses
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from textwrap import dedent
from typing import LiteralString

import psycopg
import pytest

from compiler.apply.install import install
from compiler.apply.installation import Installation
from compiler.apply.part import SHARED
from compiler.apply.progress import ProgressEvent, Stage
from compiler.errors import CannotRun, Refused
from compiler.execute.failure import StatementFailed
from compiler.model.name import QualifiedName
from compiler.model.table import Table
from tests.apply.sample import SPECS, make_installation
from tests.conftest import NewServer

pytestmark = pytest.mark.live

KILLED_AT = """
import os, signal, sys
from pathlib import Path
from compiler.apply.install import install
from tests.apply.sample import read_installation

def kill(event):
    if (event.stage, event.subject) == (sys.argv[3], sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)

install(sys.argv[1], read_installation(Path(sys.argv[2])), kill)
"""
THIRD = dedent(SPECS["tenants"]) + "  it: {name: Information Technology}\n"
BY_HAND = "CREATE ROLE hr_role LOGIN CREATEDB"


def ask(dsn: str, query: LiteralString) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn, autocommit=True) as conn:
        cursor = conn.execute(query)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def sample(tmp_path: Path) -> Installation:
    return make_installation(tmp_path / "specs")


@pytest.fixture
def dsn(new_server: NewServer) -> str:
    return new_server().dsn()


def test_a_second_run_finds_nothing_to_do(dsn: str, sample: Installation) -> None:
    first = install(dsn, sample)
    assert first.changed
    assert [(part.name, part.created) for part in first.parts] == [
        (SHARED, True),
        ("hr", True),
        ("legal", True),
    ]
    hr = first.parts[1].schema
    assert (hr.schema, hr.tables, hr.policies, hr.indexes) == ("hr_tenant", 3, 9, 4)
    assert hr.partitions == first.partitions / 2 == 3
    assert "create role hr_role" in first.roles
    second = install(dsn, sample)
    assert not second.changed
    assert [part.schema for part in second.parts] == [
        part.schema for part in first.parts
    ]


def test_what_is_registered_is_what_the_specs_say(
    dsn: str, sample: Installation
) -> None:
    install(dsn, sample)
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
    assert ask(dsn, "SELECT part, tool_version FROM acme.installations ORDER BY 1") == [
        ("(shared)", "1.2.3"),
        ("hr", "1.2.3"),
        ("legal", "1.2.3"),
    ]


@pytest.mark.parametrize(
    "killed_at",
    [
        (Stage.ROLES, ""),
        (Stage.SHARED, ""),
        (Stage.TENANT, "hr"),
        (Stage.TENANT, "legal"),
        (Stage.PARTITIONS, "hr_tenant"),
        (Stage.PARTITIONS, "legal_tenant"),
    ],
)
def test_a_killed_run_is_continued_by_the_next(
    dsn: str, sample: Installation, tmp_path: Path, killed_at: tuple[str, str]
) -> None:
    command = [sys.executable, "-c", KILLED_AT, dsn, str(tmp_path / "specs")]
    killed = subprocess.run([*command, *killed_at], check=False)
    assert killed.returncode == -signal.SIGKILL
    done = install(dsn, sample)
    assert done.changed
    created = {part.name for part in done.parts if part.created}
    expected: dict[tuple[str, str], set[str]] = {
        (Stage.ROLES, ""): {SHARED, "hr", "legal"},
        (Stage.SHARED, ""): {SHARED, "hr", "legal"},
        (Stage.TENANT, "hr"): {"hr", "legal"},
        (Stage.TENANT, "legal"): {"legal"},
    }
    assert created == expected.get(killed_at, set())
    assert not install(dsn, sample).changed


def test_a_run_killed_within_a_part_leaves_nothing_of_it(
    dsn: str, sample: Installation, tmp_path: Path
) -> None:
    install(dsn, sample)
    make_installation(tmp_path / "specs", tenants=THIRD)
    with psycopg.connect(dsn) as conn:
        # The new tenant's row waits for this lock, within its transaction.
        conn.execute("LOCK TABLE acme.departments IN EXCLUSIVE MODE")
        code = KILLED_AT.replace('"', "'")
        command = [sys.executable, "-c", code, dsn, str(tmp_path / "specs"), "-", "-"]
        running = subprocess.Popen(command)
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        while ask(dsn, waiting) == [(0,)]:
            assert running.poll() is None
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    again = install(dsn, make_installation(tmp_path / "specs", tenants=THIRD))
    assert [part.name for part in again.parts if part.created] == ["it"]


def test_other_sql_than_what_was_installed_is_refused(
    dsn: str, sample: Installation, tmp_path: Path
) -> None:
    install(dsn, sample)
    count = SPECS["count_notes"].replace("count(*)", "count(body)")
    shout = SPECS["shout"].replace("upper", "lower")
    changed = make_installation(tmp_path / "other", count_notes=count, shout=shout)
    changed = dataclasses.replace(changed, tool_version="2.0.0")
    with pytest.raises(Refused) as caught:
        install(dsn, changed)
    assert caught.value.exit_code == 3
    assert "the control plane was installed from other SQL" in caught.value.message
    assert "department hr was installed from other SQL" in caught.value.message
    assert "by tenantry 1.2.3" in caught.value.message
    assert "down --delete-data" in caught.value.help
    assert not install(dsn, sample).changed


def test_a_new_tenant_is_added_and_one_that_is_gone_is_left(
    dsn: str, sample: Installation, tmp_path: Path
) -> None:
    install(dsn, sample)
    done = install(dsn, make_installation(tmp_path / "more", tenants=THIRD))
    assert [part.name for part in done.parts if part.created] == ["it"]
    back = install(dsn, sample)
    assert not back.changed
    assert back.strays == ("it",)
    assert ask(dsn, "SELECT count(*) FROM it_tenant.notes") == [(0,)]


def test_rows_converge_and_an_override_is_not_taken_away(
    dsn: str, sample: Installation, tmp_path: Path
) -> None:
    install(dsn, sample)
    renamed = """
        tenants: {hr: {name: People}, legal: {name: Legal, retention: {short: 2 years}}}
        """
    done = install(dsn, make_installation(tmp_path / "renamed", tenants=renamed))
    assert (done.registered, done.notes) == (2, ())
    names = ask(dsn, "SELECT name FROM acme.departments ORDER BY 1")
    assert names == [("Legal",), ("People",)]
    without = "tenants: {hr: {name: People}, legal: {name: Legal}}"
    done = install(dsn, make_installation(tmp_path / "without", tenants=without))
    assert not done.changed
    assert "legal keeps short for 2 years" in done.notes[0]


def test_of_two_runs_at_once_the_second_waits_and_has_nothing_to_do(
    dsn: str, sample: Installation
) -> None:
    second_waits = threading.Event()
    changed = {}

    def first(event: ProgressEvent) -> None:
        if event.stage is Stage.SHARED:
            other.start()
            assert second_waits.wait(30)

    def second(event: ProgressEvent) -> None:
        if event.stage is Stage.WAIT:
            second_waits.set()

    def run_second() -> None:
        changed["second"] = install(dsn, sample, second).changed

    other = threading.Thread(target=run_second)
    assert install(dsn, sample, first).changed
    other.join()
    assert changed == {"second": False}


def test_a_role_of_another_database_is_refused_while_that_exists(
    new_server: NewServer, sample: Installation
) -> None:
    server = new_server()
    install(server.dsn(), sample)
    ask(server.dsn(), "CREATE DATABASE second")
    other = server.dsn(database="second")
    with pytest.raises(Refused, match="hr_role belongs to database postgres"):
        install(other, sample)
    assert ask(other, "SELECT to_regnamespace('acme')") == [(None,)]
    ask(other, "CREATE DATABASE third")
    comment = "COMMENT ON ROLE hr_role IS 'tenantry: database third'"
    third = server.dsn(database="third")
    fresh = new_server().dsn()
    ask(fresh, "CREATE ROLE hr_role")
    ask(fresh, comment)
    assert "adopt role hr_role" in install(fresh, sample).roles
    assert ask(third, "SELECT 1") == [(1,)]


def test_a_role_made_by_hand_converges(dsn: str, sample: Installation) -> None:
    ask(dsn, BY_HAND)
    ask(dsn, "CREATE ROLE legal_app LOGIN NOINHERIT")
    ask(dsn, "ALTER ROLE legal_app SET search_path = nowhere")
    ask(dsn, "ALTER ROLE legal_app SET work_mem = '8MB'")
    ask(dsn, "CREATE ROLE legal_role")
    ask(dsn, "GRANT legal_role TO legal_app")
    done = install(dsn, sample)
    assert {"adopt role hr_role", "adopt role legal_app"} < set(done.roles)
    state = """SELECT rolname, rolcanlogin, rolcreatedb, rolinherit, rolconfig
                 FROM pg_roles WHERE rolname IN ('hr_role', 'legal_app') ORDER BY 1"""
    path = "search_path=legal_tenant, pg_catalog"
    assert ask(dsn, state) == [
        ("hr_role", False, False, True, None),
        ("legal_app", True, False, True, [path, "TimeZone=UTC"]),
    ]
    assert not install(dsn, sample).changed


def test_what_somebody_did_to_a_role_is_put_right(
    dsn: str, sample: Installation
) -> None:
    install(dsn, sample)
    ask(dsn, "ALTER ROLE hr_role LOGIN")
    ask(dsn, "REVOKE hr_role FROM hr_app")
    assert install(dsn, sample).roles == (
        "alter role hr_role",
        "grant hr_role to hr_app",
    )
    assert not install(dsn, sample).changed
    with psycopg.connect(dsn, autocommit=True) as conn:
        if conn.info.server_version >= 160000:
            conn.execute("GRANT acme_owner TO acme_migrator WITH INHERIT TRUE")
            done = install(dsn, sample)
            assert done.roles == ("grant acme_owner to acme_migrator",)
        else:
            conn.execute("REVOKE acme_owner FROM acme_migrator")
            assert install(dsn, sample).changed
    assert not install(dsn, sample).changed


@pytest.mark.parametrize(
    ("attribute", "said"),
    [
        ("SUPERUSER", "a superuser"),
        ("BYPASSRLS", "allowed to bypass"),
        ("REPLICATION", "allowed to replicate"),
    ],
)
def test_a_role_above_the_law_is_refused(
    dsn: str, sample: Installation, attribute: LiteralString, said: str
) -> None:
    ask(dsn, "CREATE ROLE hr_role " + attribute)
    with pytest.raises(Refused, match=f"hr_role is {said}"):
        install(dsn, sample)


def test_an_ordinary_role_installs_and_keeps_none_of_the_rights(
    new_server: NewServer, sample: Installation, tmp_path: Path
) -> None:
    server = new_server()
    ask(server.dsn(), "CREATE ROLE maker LOGIN CREATEROLE CREATEDB")
    ask(server.dsn(), "GRANT CREATE ON DATABASE postgres TO maker")
    maker = server.dsn(user="maker")
    assert install(maker, sample).changed
    assert not install(maker, sample).changed
    more = make_installation(tmp_path / "more", tenants=THIRD)
    assert [part.name for part in install(maker, more).parts if part.created] == ["it"]
    used = """SELECT rolname FROM pg_roles
               WHERE rolname <> 'maker' AND rolname !~ '^pg_'
                 AND pg_has_role('maker', oid, 'USAGE')"""
    assert ask(server.dsn(), used) == []
    assert not install(server.dsn(), more).changed


def test_rights_that_are_missing_are_named_all_at_once(
    new_server: NewServer, sample: Installation
) -> None:
    server = new_server()
    ask(server.dsn(), "CREATE ROLE nobody LOGIN")
    with pytest.raises(CannotRun) as caught:
        install(server.dsn(user="nobody"), sample)
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
    wanted = make_installation(tmp_path / "specs", project=project)
    with pytest.raises(CannotRun) as caught:
        install(narrow, wanted)
    assert "no_such_extension" in caught.value.message
    assert "encoding LATIN1" in caught.value.message
    assert "pg_trgm stands in schema public" in caught.value.message
    assert ask(narrow, "SELECT to_regnamespace('acme')") == [(None,)]


def test_a_broken_body_fails_the_part_and_nothing_of_it_remains(
    dsn: str, sample: Installation, tmp_path: Path
) -> None:
    count = SPECS["count_notes"].replace("FROM notes", "FROM nots")
    broken = make_installation(tmp_path / "broken", count_notes=count)
    with pytest.raises(StatementFailed, match='relation "nots" does not exist') as said:
        install(dsn, broken)
    assert "count_notes" in said.value.message
    assert re.fullmatch(r"\S*count_notes\.yaml:\d+#/body", said.value.origin)
    assert said.value.help.startswith("Correct ")
    assert said.value.sqlstate == "42P01"
    assert ask(dsn, "SELECT to_regnamespace('hr_tenant')") == [(None,)]
    assert ask(dsn, "SELECT to_regrole('hr_role')") == [(None,)]
    assert install(dsn, sample).changed


def test_a_statement_that_fails_is_shown_with_where_it_comes_from(
    dsn: str, sample: Installation
) -> None:
    broken = dataclasses.replace(
        sample,
        tenant=tuple(
            dataclasses.replace(each, sql='SELECT 1 / 0 AS "Tenantry_sentinel_x";')
            if isinstance(each.object, Table)
            and each.object.name == QualifiedName("Tenantry_sentinel_tenant", "notes")
            and each.sql.startswith("CREATE TABLE")
            else each
            for each in sample.tenant
        ),
    )
    with pytest.raises(StatementFailed) as caught:
        install(dsn, broken)
    assert caught.value.sqlstate == "22012"
    assert caught.value.statement == "SELECT 1 / 0 AS hr_x;"
    assert "notes.yaml" in caught.value.origin
    assert "department hr" in caught.value.message


@pytest.mark.parametrize("schema", ["acme", "hr_tenant"])
def test_a_schema_that_is_somebody_elses_is_refused(
    dsn: str, sample: Installation, schema: LiteralString
) -> None:
    ask(dsn, "CREATE SCHEMA " + schema)
    with pytest.raises(Refused, match=f"schema {schema} exists"):
        install(dsn, sample)
    assert ask(dsn, "SELECT to_regrole('acme_owner')") == [(None,)]


EXTENSION = dedent(SPECS["project"]) + "extensions: {pg_trgm: {schema: extensions}}\n"


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
    wanted = make_installation(tmp_path / "specs", project=EXTENSION)
    maker = server.dsn(user="maker")
    assert install(maker, wanted).changed
    used = """SELECT has_schema_privilege('acme_owner', 'extensions', 'USAGE'),
                     has_schema_privilege('hr_app', 'extensions', 'USAGE'),
                     has_schema_privilege('hr_app', 'extensions', 'CREATE'),
                     nspowner::regrole::text
                FROM pg_namespace WHERE nspname = 'extensions'"""
    assert ask(server.dsn(), used) == [(True, True, False, "postgres")]
    assert not install(maker, wanted).changed
    # What was found makes no difference to what was installed.
    elsewhere = new_server()
    assert install(elsewhere.dsn(), wanted).changed
    hashes = "SELECT part, content_hash FROM acme.installations ORDER BY 1"
    assert ask(server.dsn(), hashes) == ask(elsewhere.dsn(), hashes)
    assert not install(elsewhere.dsn(), wanted).changed


def test_a_role_that_the_session_may_not_change_is_named(
    new_server: NewServer, sample: Installation
) -> None:
    server = new_server()
    ask(server.dsn(), "CREATE ROLE maker LOGIN CREATEROLE CREATEDB")
    ask(server.dsn(), "GRANT CREATE ON DATABASE postgres TO maker")
    ask(server.dsn(), "CREATE ROLE hr_role")
    maker = server.dsn(user="maker")
    version = int(str(ask(maker, "SHOW server_version_num")[0][0]))
    if version < 160000:
        # Whoever makes roles may still change every ordinary one.
        assert "adopt role hr_role" in install(maker, sample).roles
        return
    with pytest.raises(CannotRun) as caught:
        install(maker, sample)
    assert "may not change or grant role hr_role" in caught.value.message
    assert "GRANT hr_role TO maker WITH ADMIN OPTION" in caught.value.help
    assert ask(server.dsn(), "SELECT to_regrole('acme_owner')") == [(None,)]
