"""`plan`, `drift` and `diff`, as a user types them, on a server with the project."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest

from compiler import api
from compiler.cli import run
from compiler.output.plan_file import read_plan_file
from tests.cli.conftest import CALL, ROOT
from tests.conftest import NewServer

pytestmark = pytest.mark.live

TABLE: Final = Path("specs/tables/contacts.yaml")
COLUMN: Final = (
    "  nickname: {type: text, not_null: true, default: \"''\", description: X.}"
)


@pytest.fixture
def dsn(new_server: NewServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of a database that is as the specs in the working directory say."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TENANTRY_DSN", raising=False)
    api.init(Path(), name="shop")
    dsn = new_server().dsn()
    assert api.up(Path("specs"), dsn=dsn).ok
    return dsn


def execute(dsn: str, sql: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(dsn, autocommit=True) as conn:
        cursor = conn.execute(sql.encode())
        return cursor.fetchall() if cursor.description else []


def add_column(column: str = COLUMN) -> None:
    text = TABLE.read_text()
    TABLE.write_text(text.replace("columns:\n", f"columns:\n{column}\n"))


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    run([*arguments, "--json"])
    content = json.loads(capsys.readouterr().out)
    assert isinstance(content, dict)
    return content


def test_what_was_installed_needs_no_change(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plan", "--all", "--dsn", dsn, "--exit-code"]) == 0
    assert "No changes." in capsys.readouterr().out
    assert run(["drift", "--all", "--dsn", dsn]) == 0


def test_a_plan_names_the_line_the_lock_and_the_sql(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add_column()

    assert run(["plan", "--all", "--dsn", dsn, "--exit-code"]) == 2

    printed = capsys.readouterr()
    assert "Plan: 1 to add, 0 to change, 0 to drop, for 2 customers in 1 class." in (
        printed.out
    )
    assert "+ column contacts.nickname   specs/tables/contacts.yaml:6" in printed.out
    assert "-- ACCESS EXCLUSIVE on contacts (rows never counted, " in printed.out
    assert " in acme): blocks everybody who reads or writes it" in printed.out
    assert "ALTER TABLE acme_tenant.contacts ADD COLUMN nickname text" in printed.out
    assert "database postgres, role postgres" in printed.err
    assert "Rehearsed there and back; a row in each of 6 tables was watched." in (
        printed.out
    )


def test_without_a_server_of_its_version_a_plan_is_not_rehearsed(
    dsn: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_column()
    monkeypatch.setattr("compiler.postgres.build.find_builds", lambda: ())

    plan = as_json(capsys, "plan", "--all", "--dsn", dsn)

    assert plan["hazards"] == ["not-rehearsed"]
    assert "on this machine to rehearse on" in plan["rehearsal"]["there"][0]


def test_planning_leaves_the_server_as_it_was(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add_column()
    before = execute(dsn, "SELECT rolname FROM pg_roles ORDER BY 1")

    first = as_json(capsys, "plan", "--all", "--dsn", dsn)
    second = as_json(capsys, "plan", "--all", "--dsn", dsn)

    assert first == second
    assert execute(dsn, "SELECT rolname FROM pg_roles ORDER BY 1") == before
    scratch = "SELECT datname FROM pg_database WHERE datname LIKE 'tenantry%'"
    ((name,),) = execute(dsn, scratch)
    kept = "SELECT nspname FROM pg_namespace WHERE oid >= 16384"
    assert execute(f"{dsn} dbname={name}", kept) == []


def test_what_is_too_much_for_one_transaction_is_built_by_parts(
    dsn: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = "SELECT datname::text FROM pg_database UNION SELECT rolname FROM pg_roles"
    other = dsn.replace("user='postgres'", "user='shop_migrator'")
    assert run(["plan", "--all", "--dsn", other, "--no-cache"]) == 0
    before = sorted(execute(dsn, server))
    monkeypatch.setattr("compiler.rehearse.desired.has_room", lambda *_: False)
    monkeypatch.setattr("compiler.rehearse.pieces._LOCKS_AT_ONCE", 5)
    # What builds in one transaction is not asked.
    monkeypatch.delattr("compiler.rehearse.desired.run_build")

    assert run(["plan", "--all", "--dsn", other, "--no-cache", "--exit-code"]) == 0
    add_column()
    plan = as_json(capsys, "plan", "--all", "--dsn", other)

    assert (plan["add"], plan["hazards"]) == (1, [])
    assert sorted(execute(dsn, server)) == before


def test_rows_that_are_there_need_a_value(
    dsn: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add_column(COLUMN.replace("default: \"''\"", "backfill: \"'none'\""))
    plan = as_json(capsys, "plan", "--all", "--dsn", dsn)
    assert plan["rehearsal"] == {"there": [], "back": [], "rows": 6}
    assert plan["hazards"] == []
    texts = [
        statement["sql"]
        for step in plan["parts"][1]["steps"]
        for change in step["changes"]
        for statement in change["statements"]
    ]
    assert [text.split()[0] for text in texts].count("DO") == 1

    TABLE.write_text(TABLE.read_text().replace("backfill: \"'none'\", ", ""))
    # Known before anything is rehearsed.
    monkeypatch.delattr("compiler.rehearse.planner.rehearse")
    assert run(["plan", "--all", "--dsn", dsn]) == 1
    printed = capsys.readouterr().err
    assert "specs/tables/contacts.yaml:6:3: error[column-without-values]" in printed
    assert "Add backfill:" in printed
    assert run(["drift", "--all", "--dsn", dsn]) == 2


def test_a_domain_brings_values_for_rows_that_are_there(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    types = Path("specs/types")
    types.mkdir(exist_ok=True)
    (types / "mood.yaml").write_text(
        "type: mood\ndescription: X.\ndomain: {base: text, default: \"'fine'\"}\n"
    )
    add_column("  mood: {type: mood, not_null: true, description: X.}")

    plan = as_json(capsys, "plan", "--all", "--dsn", dsn)

    assert plan["add"] == 2
    assert plan["hazards"] == []


def test_what_nobody_changed_is_not_read_again_and_what_somebody_did_is(
    dsn: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = as_json(capsys, "plan", "--all", "--dsn", dsn)

    with monkeypatch.context() as broken:
        broken.setattr("compiler.introspect.facts.QUERIES", ("no such query",))
        assert as_json(capsys, "plan", "--all", "--dsn", dsn) == first
    assert as_json(capsys, "plan", "--all", "--dsn", dsn, "--no-cache") == first
    assert first["empty"]
    with monkeypatch.context() as restarted:
        # Since then the numbers of transactions may have come a second time.
        for module in ("standing", "tenants"):
            restarted.setattr(f"compiler.rehearse.{module}.read_era", lambda _: "new")
        restarted.setattr("compiler.introspect.facts.QUERIES", ("no such query",))
        assert run(["plan", "--all", "--dsn", dsn]) == 4

    execute(dsn, "COMMENT ON TABLE acme_tenant.contacts IS 'changed'")
    assert as_json(capsys, "plan", "--all", "--dsn", dsn)["change"] == 1
    assert as_json(capsys, "plan", "globex", "--dsn", dsn)["empty"]
    execute(dsn, "ALTER ROLE globex_app SET work_mem = '1MB'")
    assert as_json(capsys, "plan", "globex", "--dsn", dsn)["change"] == 1
    execute(dsn, "ALTER ROLE globex_app RESET work_mem")
    assert as_json(capsys, "plan", "globex", "--dsn", dsn)["empty"]
    add_column()
    assert as_json(capsys, "plan", "globex", "--dsn", dsn)["add"] == 1


def test_what_is_known_may_be_broken(dsn: str) -> None:
    known = Path(".tenantry/plans.json")
    for content in ("", "[", "{}", '{"version": 1}', "[" * 100_000):
        assert run(["plan", "--all", "--dsn", dsn, "--exit-code"]) == 0
        assert "standing" in known.read_text()
        known.write_text(content)


def test_a_plan_file_is_the_same_twice_and_has_the_way_back(
    dsn: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add_column()
    files = [tmp_path / "one.plan", tmp_path / "two.plan"]

    for file in files:
        assert run(["plan", "--all", "--dsn", dsn, "-o", str(file)]) == 0

    first, second = (file.read_bytes() for file in files)
    assert first == second
    content = read_plan_file(files[0])
    assert json.loads(first)["hash"] in capsys.readouterr().err
    assert [part.tenants for part in content.parts] == [(), ("acme", "globex")]
    ((step,),) = (part.back for part in content.parts if part.back)
    assert [type(each).__name__ for each in step.changes] == ["Drop"]


def test_the_sql_of_a_plan_makes_the_next_one_empty(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    add_column()

    plan = as_json(capsys, "plan", "--all", "--dsn", dsn)
    for part in plan["parts"]:
        statements = [
            statement["sql"]
            for step in part["steps"]
            for change in step["changes"]
            for statement in change["statements"]
        ]
        for tenant in part["tenants"]:
            text = "\n".join(statements).replace(part["tenants"][0], tenant)
            execute(dsn, text)

    assert run(["plan", "--all", "--dsn", dsn, "--exit-code"]) == 0


def test_a_first_plan_does_not_count_what_the_tool_needs(
    new_server: NewServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    api.init(Path(), name="shop")

    assert run(["plan", "--all", "--dsn", new_server().dsn(), "--exit-code"]) == 2

    printed = capsys.readouterr().out
    assert "for 2 customers in 1 class." in printed
    assert "+ table contacts with" in printed
    assert "+ table shop.schema_migrations" not in printed
    assert "CREATE TABLE shop.schema_migrations" in printed


def test_a_plan_is_the_same_in_every_process(dsn: str) -> None:
    for path in sorted(Path("specs/tables").iterdir()):
        path.write_text(path.read_text().replace("type: text", "type: varchar(90)"))
    command = [sys.executable, "-c", CALL, "plan", "--all", "--dsn", dsn]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}

    plans = {
        subprocess.run(
            command,
            env=environment | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(plans) == 1
    assert b"TYPE character varying(90)" in next(iter(plans))


def test_drift_is_what_somebody_changed_with_the_sql_that_puts_it_right(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    execute(
        dsn,
        "DROP POLICY isolation ON acme_tenant.contacts;"
        "ALTER TABLE acme_tenant.messages NO FORCE ROW LEVEL SECURITY;"
        "CREATE TABLE globex_tenant.stray (a integer);"
        "GRANT SELECT ON globex_tenant.contacts TO PUBLIC;"
        "CREATE POLICY intruder ON shop.customers USING (true)",
    )

    assert run(["drift", "--all", "--dsn", dsn]) == 2

    printed = capsys.readouterr().out
    assert "for 2 customers in 2 classes" in printed
    assert "CREATE POLICY isolation ON acme_tenant.contacts" in printed
    assert "ALTER TABLE acme_tenant.messages FORCE ROW LEVEL SECURITY;" in printed
    assert "! data-loss: its rows go" in printed
    assert "- policy shop.customers.intruder" in printed
    assert "REVOKE SELECT ON TABLE globex_tenant.contacts FROM PUBLIC;" in printed


def test_what_roles_were_given_beside_the_specs_is_drift(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["drift", "--all", "--dsn", dsn]) == 0
    assert run(["plan", "--all", "--dsn", dsn, "--exit-code"]) == 0
    for change in (
        "GRANT globex_role TO acme_app",
        "ALTER ROLE globex_app BYPASSRLS",
        "GRANT pg_read_all_data TO acme_app",
    ):
        execute(dsn, change)
    capsys.readouterr()

    assert run(["plan", "acme", "--dsn", dsn, "--exit-code"]) == 2
    assert "REVOKE globex_role FROM acme_app" in capsys.readouterr().out
    found = as_json(capsys, "drift", "--all", "--dsn", dsn)

    shared = found["parts"][0]
    assert {each["fate"] for each in shared["things"]} == {"dropped"}
    assert shared["unmodelled"] == [
        {"kind": "role", "identity": "globex_app with BYPASSRLS"},
        {"kind": "member of a role", "identity": "acme_app in pg_read_all_data"},
    ]
    execute(dsn, "REVOKE globex_role FROM acme_app")
    assert run(["drift", "--all", "--dsn", dsn]) == 2


def test_what_no_spec_could_say_is_named(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    execute(dsn, 'CREATE COLLATION acme_tenant.mine FROM "C"')
    execute(dsn, "CREATE SCHEMA lost_tenant AUTHORIZATION shop_owner")

    assert run(["drift", "--all", "--dsn", dsn]) == 2

    printed = capsys.readouterr().out
    assert "collation" in printed
    assert "Schema lost_tenant is called as those of customers are" in printed


def test_a_role_that_makes_no_databases_is_told_what_it_lacks(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    execute(dsn, "ALTER ROLE shop_migrator NOCREATEDB")
    other = dsn.replace("user='postgres'", "user='shop_migrator'")

    assert run(["plan", "--all", "--dsn", other]) == 4

    printed = capsys.readouterr().err
    assert "ALTER ROLE shop_migrator CREATEDB" in printed


def test_an_ordinary_role_plans(dsn: str, capsys: pytest.CaptureFixture[str]) -> None:
    other = dsn.replace("user='postgres'", "user='shop_migrator'")

    assert run(["plan", "--all", "--dsn", other, "--exit-code"]) == 0, (
        capsys.readouterr()
    )


def test_a_database_of_another_encoding_is_refused(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    execute(dsn, "CREATE DATABASE old ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")

    assert run(["plan", "--all", "--dsn", f"{dsn} dbname=old"]) == 4
    assert "database old has the encoding LATIN1" in capsys.readouterr().err


@pytest.mark.parametrize(
    "place", ["rehearse.desired", "rehearse.tenants", "rehearse.actual"]
)
def test_a_session_that_is_lost_leaves_nothing_behind(
    dsn: str,
    place: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lose(conn: psycopg.Connection[Any], *_: object) -> None:
        conn.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    add_column()
    roles = "SELECT rolname FROM pg_roles ORDER BY 1"
    before = execute(dsn, roles)
    monkeypatch.setattr(f"compiler.{place}.read_facts", lose)

    assert run(["plan", "--all", "--dsn", dsn, "--scratch", dsn]) == 4

    assert "error: cannot " in capsys.readouterr().err
    assert execute(dsn, roles) == before
    left = "SELECT datname FROM pg_database WHERE datname ~ 'tenantry_(?!scratch)'"
    assert execute(dsn, left) == []


def test_the_schema_of_an_extension_may_be_somebody_elses(
    new_server: NewServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    api.init(Path(), name="shop")
    project = Path("specs/project.yaml")
    lines = [
        each for each in project.read_text().splitlines() if "extensions" not in each
    ]
    asked = "extensions: {pg_trgm: {schema: extensions}}"
    project.write_text("\n".join([*lines, asked, ""]))
    dsn = new_server().dsn()
    execute(dsn, "CREATE SCHEMA extensions; CREATE EXTENSION pg_trgm SCHEMA extensions")
    assert api.up(Path("specs"), dsn=dsn).ok

    assert run(["plan", "--all", "--dsn", dsn, "--exit-code"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "--all"),
        ("plan", "--dsn", "host=x"),
        ("plan", "acme", "--all", "--dsn", "host=x"),
        ("plan", "--all", "--local", "--dsn", "host=x"),
        ("drift", "--all"),
        ("diff", "a", "b", "c"),
        ("diff", "--json", "--markdown"),
    ],
)
def test_what_is_not_said_clearly_is_refused(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TENANTRY_DSN", raising=False)
    assert run(list(arguments)) == 64


def test_a_difference_needs_no_database_of_the_users(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree("specs", "old")
    rule = Path("specs/retention_rules/operational.yaml")
    rule.write_text(rule.read_text().replace("keep: 1 year", "keep: 60 days"))
    add_column()

    assert run(["diff", "old", "specs", "--scratch", dsn, "--markdown"]) == 0

    printed = capsys.readouterr().out
    assert printed.startswith("## Plan: 1 to add, 1 to change, 0 to drop")
    assert "| `contacts` | `1 year` | `60 days` | **shorter** |" in printed
    assert len(printed) < 60_000


def test_a_revision_is_held_against_the_folder(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (
        ["git", "init", "--quiet"],
        ["git", "add", "specs"],
        ["git", *_AUTHOR, "commit", "--quiet", "--message", "first"],
    ):
        subprocess.run(command, check=True)
    add_column()

    assert run(["diff", "--scratch", dsn]) == 0
    assert "column contacts.nickname" in capsys.readouterr().out
    assert run(["diff", "HEAD..HEAD", "--scratch", dsn]) == 0
    assert "No changes." in capsys.readouterr().out
    assert run(["diff", "nowhere", "--scratch", dsn]) == 64


_AUTHOR: Final = ("-c", "user.name=a", "-c", "user.email=a@b.c")
