"""Runs that are killed, at every step and inside of those that take long."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, LiteralString

import psycopg
import pytest

from compiler import api
from compiler.apply.applied import Applied
from tests.apply.sample import SPECS, apply_specs, created, write_specs
from tests.conftest import NewServer

pytestmark = pytest.mark.live

RUN: Final = """
import os, signal, sys
from pathlib import Path
from tests.apply.sample import apply_specs

dsn, specs, stage, subject, step = sys.argv[1:]

def kill(event):
    if [str(event.stage), event.subject, str(event.step)] == [stage, subject, step]:
        os.kill(os.getpid(), signal.SIGKILL)

apply_specs(dsn, Path(specs), progress=kill)
"""
CHANGED: Final = {
    "notes": SPECS["notes"]
    .replace(
        "body:     {type: text, description: Text.}",
        "body:     {type: text, description: Text.}\n"
        "          rank:     "
        '{type: integer, not_null: true, backfill: "1", description: Rank.}\n'
        "          mood:     "
        "{type: text, backfill: \"'calm'\", description: Mood.}",
    )
    .replace(
        "indexes: [",
        "indexes: [{columns: [body], description: Finds a text.}, ",
    )
}
"""The sample with columns that rows are filled in, and an index more."""


def ask(dsn: str, query: LiteralString) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn, autocommit=True) as conn:
        cursor = conn.execute(query)
        return cursor.fetchall() if cursor.description else []


def add_rows(dsn: str) -> None:
    """Add rows to a tenant, as an administrator."""
    ask(
        dsn,
        """SET ROLE acme_admin;
           INSERT INTO hr_tenant.customers (id, name)
           VALUES ('00000000-0000-0000-0000-000000000001', 'Ada');
           INSERT INTO hr_tenant.notes (customer, body)
           SELECT '00000000-0000-0000-0000-000000000001', 'note ' || n
             FROM generate_series(1, 1000) AS n;""",
    )


def start(dsn: str, specs: Path, *killed_at: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", RUN, dsn, str(specs), *killed_at])


def require_whole(dsn: str, specs: Path, applied: Applied) -> None:
    """Hold a database against what the specs ask for: nothing is left."""
    assert not applied.failed, applied
    planned = api.plan(specs, dsn=dsn, scratch=dsn, home=specs / ".home")
    assert planned.plan is not None
    assert planned.plan.is_empty
    assert not planned.plan.has_drift
    invalid = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
    assert ask(dsn, invalid) == []
    locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
    assert ask(dsn, locks) == [(0,)]
    running = "SELECT part FROM acme.schema_migrations WHERE status = 'running'"
    assert ask(dsn, running) == []


@contextlib.contextmanager
def open_session(dsn: str, *statements: LiteralString) -> Iterator[None]:
    """Hold a transaction open, in which some statements were run."""
    with psycopg.connect(dsn) as conn:
        for each in statements:
            conn.execute(each)
        yield


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "specs")


@pytest.fixture
def dsn(new_server: NewServer) -> str:
    return new_server().dsn()


@pytest.mark.parametrize(
    "killed_at",
    [
        ("plan", "", "0"),
        ("step", "", "1"),
        ("step", "", "2"),
        ("step", "hr", "1"),
        ("step", "hr", "2"),
        ("tenant", "legal", "2"),
    ],
)
def test_a_first_run_that_is_killed_is_gone_on_with(
    dsn: str, specs: Path, killed_at: tuple[str, ...]
) -> None:
    assert start(dsn, specs, *killed_at).wait() == -signal.SIGKILL
    applied = apply_specs(dsn, specs)
    require_whole(dsn, specs, applied)
    assert not apply_specs(dsn, specs).changed


@pytest.mark.parametrize("step", range(1, 7))
def test_a_change_that_is_killed_is_gone_on_with(
    dsn: str, specs: Path, tmp_path: Path, step: int
) -> None:
    apply_specs(dsn, specs)
    add_rows(dsn)
    changed = write_specs(tmp_path / "changed", **CHANGED)

    ended = start(dsn, changed, "step", "hr", str(step)).wait()

    assert ended == -signal.SIGKILL
    applied = apply_specs(dsn, changed)
    require_whole(dsn, changed, applied)
    assert "hr" in applied.resumed
    filled = "SELECT count(*), count(rank), count(mood) FROM hr_tenant.notes"
    assert ask(dsn, filled) == [(1000, 1000, 1000)]


def test_a_run_killed_while_an_index_is_built_leaves_none_behind(
    dsn: str, specs: Path, tmp_path: Path
) -> None:
    apply_specs(dsn, specs)
    changed = write_specs(tmp_path / "changed", **CHANGED)
    building = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"
    # A snapshot for which a concurrent build waits.
    with open_session(
        dsn,
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
        "SELECT count(*) FROM hr_tenant.notes",
    ):
        running = start(dsn, changed, "none", "-", "0")
        wait_until(lambda: ask(dsn, building) != [(0,)], running)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    applied = apply_specs(dsn, changed)
    require_whole(dsn, changed, applied)


def test_a_run_killed_within_a_transaction_leaves_nothing_of_it(
    dsn: str, specs: Path, tmp_path: Path
) -> None:
    apply_specs(dsn, specs)
    changed = write_specs(tmp_path / "changed", **CHANGED)
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with open_session(dsn, "LOCK TABLE hr_tenant.notes IN ACCESS SHARE MODE"):
        running = start(dsn, changed, "none", "-", "0")
        wait_until(lambda: ask(dsn, waiting) != [(0,)], running)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
    applied = apply_specs(dsn, changed)
    require_whole(dsn, changed, applied)


def test_a_tenant_that_is_interrupted_says_where_it_stands(
    dsn: str, specs: Path, tmp_path: Path
) -> None:
    apply_specs(dsn, specs)
    changed = write_specs(tmp_path / "changed", **CHANGED)
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with open_session(dsn, "LOCK TABLE hr_tenant.notes IN ACCESS SHARE MODE"):
        running = start(dsn, changed, "none", "-", "0")
        wait_until(lambda: ask(dsn, waiting) != [(0,)], running)
        os.kill(running.pid, signal.SIGINT)
        assert running.wait() == 0
        said = "SELECT status FROM acme.schema_migrations WHERE part = 'hr'"
        assert ask(dsn, said) == [("done",), ("interrupted",)]
    applied = apply_specs(dsn, changed)
    require_whole(dsn, changed, applied)


def test_a_server_that_is_stopped_meanwhile_is_gone_on_with(
    new_server: NewServer, specs: Path, tmp_path: Path
) -> None:
    dsn = new_server().dsn()
    apply_specs(dsn, specs)
    changed = write_specs(tmp_path / "changed", **CHANGED)
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with open_session(dsn, "LOCK TABLE hr_tenant.notes IN ACCESS SHARE MODE"):
        running = start(dsn, changed, "none", "-", "0")
        wait_until(lambda: ask(dsn, waiting) != [(0,)], running)
        ask(
            dsn,
            """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE application_name LIKE 'tenantry %'""",
        )
        running.wait()
    applied = apply_specs(dsn, changed)
    require_whole(dsn, changed, applied)
    assert created(applied) == []


def wait_until(ready: Callable[[], bool], running: subprocess.Popen[bytes]) -> None:
    while not ready():
        assert running.poll() is None
