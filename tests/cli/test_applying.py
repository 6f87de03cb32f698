"""`apply` and `status`: what they print, ask and exit with."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
import pytest
from prometheus_client.parser import text_string_to_metric_families

from compiler import api
from compiler.cli import run
from tests.conftest import NewServer

pytestmark = pytest.mark.live

CONTACTS = Path("specs/tables/contacts.yaml")
COLUMN = "columns:\n  nickname: {type: text, description: What friends say.}\n"


@pytest.fixture
def dsn(new_server: NewServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of a database with the starter's specs, which ask for a column more since."""
    monkeypatch.chdir(tmp_path)
    api.init(Path(), name="shop")
    dsn = new_server().dsn()
    assert api.up(Path("specs"), dsn=dsn).ok
    CONTACTS.write_text(CONTACTS.read_text().replace("columns:\n", COLUMN, 1))
    monkeypatch.setenv("TENANTRY_DSN", dsn)
    return dsn


def apply(dsn: str, *arguments: str) -> int:
    return run(["apply", *arguments, "--scratch", dsn])


def has_column(dsn: str) -> bool:
    query = """SELECT count(*) > 0 FROM information_schema.columns
                WHERE table_schema = 'acme_tenant' AND column_name = 'nickname'"""
    with psycopg.connect(dsn) as conn:
        return bool(conn.execute(query).fetchall()[0][0])


def refuse_changes(dsn: str, schema: str) -> None:
    """Let every change of a schema fail."""
    with psycopg.connect(dsn) as conn:
        conn.execute(
            f"""CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql
               AS $$ BEGIN
                 IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands()
                             WHERE schema_name = '{schema}') THEN
                   RAISE EXCEPTION 'not here';
                 END IF;
               END $$"""
        )
        conn.execute(
            """CREATE EVENT TRIGGER refuse ON ddl_command_end
                 EXECUTE FUNCTION public.refuse()"""
        )


def test_it_says_what_it_did(dsn: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert apply(dsn, "--all", "--yes") == 0
    done = capsys.readouterr()

    assert "  acme: version 2, 1 step, " in done.out
    assert "2 of 2 tenants done" in done.err
    assert has_column(dsn)
    assert apply(dsn, "--all", "--yes") == 0
    assert capsys.readouterr().out == "Nothing was to do.\n"


def test_without_anybody_to_ask_it_changes_nothing(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert apply(dsn, "--all") == 3

    told = capsys.readouterr().err
    assert "ADD COLUMN nickname text" in told
    assert "Write --yes" in told
    assert not has_column(dsn)


@pytest.mark.parametrize(("answer", "changes"), [("y\n", True), ("n\n", False)])
def test_somebody_is_asked(
    dsn: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    *,
    changes: bool,
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda *_, **__: answer == "y\n")

    assert apply(dsn, "--all") == 0

    assert has_column(dsn) is changes
    assert ("Nothing was changed." in capsys.readouterr().err) is not changes


def test_json_is_a_value_a_line(dsn: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert apply(dsn, "--all", "--yes", "--json") == 0

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    *events, end = lines
    steps = [each for each in events if each["event"] == "step"]
    assert {(each["subject"], each["step"], each["steps"]) for each in steps} == {
        ("acme", 1, 1),
        ("globex", 1, 1),
    }
    assert end["ok"]
    assert [each["outcome"] for each in end["parts"]] == ["done"] * 3


def test_a_plan_file_needs_no_yes(dsn: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "--all", "--scratch", dsn, "-o", "change.plan"]) == 0

    assert run(["apply", "change.plan", "hr"]) == 64
    assert run(["apply", "./change.plan"]) == 0

    assert has_column(dsn)
    assert "Name the file alone" in capsys.readouterr().err


def test_some_that_fail_are_exit_5(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    refuse_changes(dsn, "acme_tenant")

    assert apply(dsn, "--all", "--yes") == 5

    done = capsys.readouterr()
    assert "acme: failed, 0 of 1 step done" in done.err
    assert "not here (P0001)" in done.err
    assert f"from: {CONTACTS}:" in done.err
    assert "globex: version 2" in done.out
    assert run(["status", "--scratch", dsn]) == 0
    stood = capsys.readouterr().out
    assert "failed" in stood
    assert "not here" in stood


def test_status_says_who_is_where(dsn: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--json", "--scratch", dsn]) == 0

    stood: dict[str, Any] = json.loads(capsys.readouterr().out)
    found = {
        each["part"]: (each["version"]["version"], each["pending"])
        for each in stood["parts"]
    }
    assert found == {"(shared)": (1, 0), "acme": (1, 1), "globex": (1, 1)}


def test_an_error_in_the_specs_is_exit_1(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    CONTACTS.write_text("table: contacts\n")

    assert apply(dsn, "--all", "--yes") == 1
    assert run(["status", "--scratch", dsn]) == 1
    assert "contacts.yaml" in capsys.readouterr().err


def test_a_rollback_says_that_the_specs_still_ask(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert apply(dsn, "--all", "--yes") == 0

    assert run(["rollback", "acme", "--shared"]) == 64
    assert run(["rollback", "acme", "--yes", "--scratch", dsn]) == 3
    assert "--allow data-loss" in capsys.readouterr().err
    allow = ["--allow", "data-loss", "--allow", "not-reversible"]
    assert run(["rollback", "acme", "--yes", "--scratch", dsn, *allow]) == 0

    done = capsys.readouterr()
    assert "acme: version 3, 1 step" in done.out
    assert "the next apply makes it again" in done.err
    assert not has_column(dsn)


def read_metrics(path: Path) -> Mapping[tuple[str, ...], float]:
    """Return the value of each sample, by its name and its labels in their order."""
    return {
        (sample.name, *dict(sorted(sample.labels.items())).values()): sample.value
        for family in text_string_to_metric_families(path.read_text())
        for sample in family.samples
    }


def test_metrics_tell_versions_failures_and_drift(
    dsn: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refuse_changes(dsn, "acme_tenant")
    assert apply(dsn, "--all", "--yes") == 5
    path = tmp_path / "tenantry.prom"

    assert run(["metrics", "--scratch", dsn, "-o", str(path)]) == 0
    found = read_metrics(path)

    assert found["tenantry_tenants",] == 2
    assert found["tenantry_version", "globex"] == 2
    assert found["tenantry_drift_changes", "acme"] == 1
    assert found["tenantry_drift_changes", "globex"] == 0
    assert found["tenantry_changes_total", "failed", "acme"] == 1
    assert found["tenantry_changes_total", "failed", "globex"] == 0
    assert found["tenantry_last_change_failed", "acme"] == 1
    assert found["tenantry_change_duration_seconds_count", "globex"] == 2
    assert found["tenantry_last_change_duration_seconds", "globex"] > 0
    capsys.readouterr()
    assert run(["metrics", "--scratch", dsn]) == 0
    assert capsys.readouterr().out == path.read_text()
    CONTACTS.write_text("table: contacts\n")
    assert run(["metrics", "--scratch", dsn, "-o", str(path)]) == 1
    assert read_metrics(path) == found
