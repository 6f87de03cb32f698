"""The commands that need a server, as a user types them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from compiler import api
from tests.shipped import SPECS, has_vector, write_specs

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("project")
    folder.chmod(0o755)
    dsn = api.connection(SPECS, home=folder / ".tenantry").dsn
    with psycopg.connect(dsn) as conn:
        write_specs(folder, vector=has_vector(conn))
    yield folder
    tenantry(folder, "down", "--delete-data")


def tenantry(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from compiler.cli import main; main()"]
    environment = {
        name: os.environ[name]
        for name in ("PATH", "TENANTRY_PG_BIN")
        if name in os.environ
    }
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_up_prints_a_summary_and_how_to_connect(folder: Path) -> None:
    done = tenantry(folder, "up")

    assert done.returncode == 0, done.stderr
    assert "finance_tenant" in done.stdout
    assert "Isolation: 55 of 55 facts hold." in done.stdout
    assert "psql hr" in done.stdout
    assert "5 of 5 tenants done" in done.stderr


def test_the_summary_is_json_too(folder: Path) -> None:
    done = tenantry(folder, "up", "--json")

    tables = len(list((folder / "specs/tables").iterdir()))
    summary = json.loads(done.stdout)
    assert summary["ok"]
    counts = [each["tables"] for each in summary["schemas"].values()]
    assert counts[1:] == [tables] * 5
    assert {fact["outcome"] for fact in summary["isolation"]} == {"held"}
    assert summary["findings"] == []


def test_psql_is_the_tenant_s_and_passes_arguments_and_exit_codes_on(
    folder: Path,
) -> None:
    tenantry(folder, "up")

    own = tenantry(folder, "psql", "hr", "-Atc", "SELECT current_user")
    other = tenantry(folder, "psql", "hr", "-c", "SELECT FROM sales_tenant.tool_calls")
    nobody = tenantry(folder, "psql", "-Atc", "SELECT current_user")

    assert (own.returncode, own.stdout) == (0, "hr_app\n")
    assert other.returncode == 1
    assert "permission denied" in other.stderr
    assert (nobody.returncode, nobody.stdout) == (0, "postgres\n")


def test_dsn_prints_what_psql_takes(folder: Path) -> None:
    tenantry(folder, "up")

    plain = tenantry(folder, "dsn", "it")
    as_json = tenantry(folder, "dsn", "it", "--json")

    assert "user='it_app'" in plain.stdout
    assert json.loads(as_json.stdout)["dsn"] == plain.stdout.strip()


def test_down_says_whether_it_ran(folder: Path) -> None:
    tenantry(folder, "up")

    assert "stopped" in tenantry(folder, "down").stdout
    assert "was not running" in tenantry(folder, "down").stdout


def test_a_server_that_is_not_there_is_exit_4_without_the_password(
    folder: Path,
) -> None:
    dsn = f"host={folder}/nowhere user=x password=hunter2"

    done = tenantry(folder, "up", "--dsn", dsn)

    assert done.returncode == 4
    assert "cannot connect" in done.stderr
    assert "hunter2" not in done.stderr + done.stdout
