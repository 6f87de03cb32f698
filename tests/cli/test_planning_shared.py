"""What plans do about what stands once, and who else has things there."""

import json
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest

from compiler import api
from compiler.cli import run
from tests.conftest import NewServer

pytestmark = pytest.mark.live

EVENTS: Final = """
table: {name}
schema: hub
description: What happened.
tenant_column: false
columns:
  id: {{type: bigint, not_null: true, description: Which.}}
  created_at: {{type: timestamptz, not_null: true, default: now(), description: When.}}
primary_key: [id]
partition_by: {{range: created_at, every: 1 month, ahead: 1}}
allow: {{no-policy: only the owner reads it, no-retention-rule: nothing is deleted}}
"""
NOTES: Final = """
table: {name}
description: What happened.
columns:
  id: {{type: bigint, not_null: true, description: Which.}}
  created_at: {{type: timestamptz, not_null: true, default: now(), description: When.}}
primary_key: [id]
partition_by: {{range: created_at, every: 1 month, ahead: 1}}
retention: {{rule: operational}}
"""
SHARED, OWN = Path("specs/shared/events.yaml"), Path("specs/tables/visits.yaml")


@pytest.fixture
def dsn(new_server: NewServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of a database with tables that are split by time, shared and of tenants."""
    monkeypatch.chdir(tmp_path)
    api.init(Path(), name="shop")
    SHARED.parent.mkdir()
    SHARED.write_text(EVENTS.format(name="events"))
    OWN.write_text(NOTES.format(name="visits"))
    dsn = new_server().dsn()
    result = api.up(Path("specs"), dsn=dsn)
    assert result.ok, result.findings
    with psycopg.connect(dsn, autocommit=True) as conn:
        conn.execute("CREATE TABLE hub.theirs (id integer)")
        conn.execute("CREATE SCHEMA elsewhere CREATE TABLE more (id integer)")
    return dsn


def plan(dsn: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    run(["plan", "--all", "--dsn", dsn, "--json"])
    content = json.loads(capsys.readouterr().out)
    assert isinstance(content, dict)
    return content


def things(content: dict[str, Any]) -> dict[str, str]:
    return {
        each["name"]: each["fate"]
        for part in content["parts"]
        for each in part["things"]
    }


def test_partitions_of_the_time_and_what_is_others_stay(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(dsn, capsys)["empty"]


def test_partitions_that_somebody_changed_are_drift(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not so the partitions themselves, though their table gets another name."""
    SHARED.write_text(f"{EVENTS.format(name='facts')}renamed_from: events\n")
    own, shared = (
        partitions(dsn, name) for name in ("acme_tenant.visits", "hub.events")
    )
    with psycopg.connect(dsn, autocommit=True) as conn:
        for change in (
            f"ALTER TABLE {own[0]} NO FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY open ON {own[1]} USING (true)",
            f"GRANT INSERT ON {shared[0]} TO PUBLIC",
            f"CREATE INDEX added ON {shared[0]} (id)",
        ):
            conn.execute(change.encode())

    content = plan(dsn, capsys)

    fates = things(content)
    changed = own[0].partition(".")[2]
    assert fates[f"row security {changed}"] == "changed"
    assert fates[f"policy {own[1].partition('.')[2]}.open"] == "dropped"
    assert fates[f"table grant {shared[0]}.public"] == "dropped"
    assert fates["index hub.added"] == "dropped"
    assert not any(name.startswith("partition") for name in fates)
    assert content["rehearsal"]["there"] == content["rehearsal"]["back"] == []


def test_partitions_that_specs_declare_are_told_apart_from_then_on(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(dsn, autocommit=True) as conn:
        for change in (
            "SET ROLE shop_owner",
            """CREATE TABLE globex_tenant.old PARTITION OF globex_tenant.visits
                 FOR VALUES FROM ('2000-01-01') TO ('2001-01-01')""",
            """ALTER TABLE globex_tenant.old
                 ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY""",
        ):
            conn.execute(change.encode())
    assert plan(dsn, capsys)["empty"]
    bounds = """{from: "'2000-01-01'", to: "'2001-01-01'"}"""
    declared = f"{{range: created_at, partitions: {{only: {bounds}}}}}"
    OWN.write_text(
        OWN.read_text().replace(
            "{range: created_at, every: 1 month, ahead: 1}", declared
        )
    )

    parts = plan(dsn, capsys)["parts"][1:]

    assert [part["tenants"] for part in parts] == [["acme"], ["globex"]]


def partitions(dsn: str, table: str) -> list[str]:
    query = (
        "SELECT inhrelid::regclass::text FROM pg_inherits"
        " WHERE inhparent = %s::regclass ORDER BY 1"
    )
    with psycopg.connect(dsn) as conn:
        return [str(name) for (name,) in conn.execute(query, (table,))]


def test_a_table_keeps_its_partitions_under_another_name(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    SHARED.write_text(f"{EVENTS.format(name='facts')}renamed_from: events\n")
    OWN.write_text(f"{NOTES.format(name='calls')}renamed_from: visits\n")

    content = plan(dsn, capsys)

    fates = things(content)
    assert fates["table hub.facts"] == "renamed"
    assert fates["table calls"] == "renamed"
    assert not any(name.startswith("partition") for name in fates)
    assert content["rehearsal"]["there"] == content["rehearsal"]["back"] == []


def test_in_a_managed_schema_goes_what_no_spec_asks_for(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project = Path("specs/project.yaml")
    project.write_text(f"{project.read_text()}\nmanages: [hub, elsewhere, missing]\n")

    content = plan(dsn, capsys)

    fates = things(content)
    assert fates["table hub.theirs"] == "dropped"
    assert fates["table elsewhere.more"] == "dropped"
    assert fates["schema elsewhere"] == "changed"
    assert fates["schema missing"] == "added"
    assert content["hazards"] == ["data-loss", "not-reversible"]
    assert content["rehearsal"]["there"] == content["rehearsal"]["back"] == []
