"""What specs say gets nobody out of the database that a plan is rehearsed in."""

import shutil
from pathlib import Path
from typing import Final

import psycopg
import pytest

from compiler import api
from compiler.plan.changes import thing_of
from tests.conftest import NewServer

pytestmark = pytest.mark.live

FUNCTION: Final = """
function: leave
schema: shop
description: Tries to become the role of the session, and to leave the database.
arguments: [{{name: given, type: text}}]
returns: text
grants: {{shop_admin: [execute]}}
language: plpgsql
body: |
  BEGIN
    PERFORM pg_catalog.set_config('role', 'none', false);
    EXECUTE pg_catalog.format('COPY (SELECT 1) TO PRO%s %L', 'GRAM', 'touch {file}');
    RETURN given;
  END
"""


def test_a_function_that_fills_rows_runs_no_program(
    new_server: NewServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o777)
    specs, left = Path("specs"), tmp_path / "left"
    api.init(Path(), name="shop")
    (specs / "shared").mkdir(exist_ok=True)
    (specs / "shared" / "leave.yaml").write_text(FUNCTION.format(file=left))
    server = new_server()
    assert api.up(specs, dsn=server.dsn()).ok
    table = specs / "tables" / "contacts.yaml"
    column = "  slug: {type: text, not_null: true, backfill: shop.leave(name)}\n"
    table.write_text(table.read_text().replace("columns:\n", f"columns:\n{column}"))

    result = api.plan(specs, dsn=server.dsn())

    assert not left.exists()
    assert result.plan is not None, result.findings
    assert result.plan.rehearsal is not None
    (said,) = result.plan.rehearsal.there
    assert "to COPY to or from an external program" in said
    with psycopg.connect(server.dsn()) as conn:
        roles = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'tenantry%'"
        assert conn.execute(roles).fetchall() == []


WATCH: Final = """
function: watch
schema: shop
description: Tries to leave the database at whatever is done in it.
returns: event_trigger
language: plpgsql
body: |
  BEGIN
    PERFORM pg_catalog.set_config('role', 'none', false);
    EXECUTE pg_catalog.format('COPY (SELECT 1) TO PRO%s %L', 'GRAM', 'touch {file}');
  END
"""
FIRED: Final = """
event_trigger: watch
event: ddl_command_end
function: shop.watch
description: Fires at all that is done.
"""


def test_an_event_trigger_of_another_state_does_not_fire(
    new_server: NewServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o777)
    before, after, left = Path("specs"), Path("after"), tmp_path / "left"
    api.init(Path(), name="shop")
    shutil.copytree(before, after)
    project = after / "project.yaml"
    project.write_text(f"{project.read_text()}\nharden_database: true\n")
    (after / "watch.yaml").write_text(WATCH.format(file=left))
    (after / "fired.yaml").write_text(FIRED)

    result = api.diff(before, after, scratch=new_server().dsn())

    assert not left.exists()
    assert result.plan is not None, result.findings
    things = [
        type(thing_of(each.change)).__name__ for each in result.plan.parts[0].changes()
    ]
    assert things == ["Routine", "EventTrigger"]
