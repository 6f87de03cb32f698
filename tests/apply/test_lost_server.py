"""A server that crashes, is started again or has no more room: nothing is lost."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final, LiteralString

import psycopg
import pytest
from psycopg.sql import SQL

from compiler.postgres.embedded import EmbeddedServer, start_server, stop_server
from tests.apply.sample import apply_specs, write_specs
from tests.apply.test_killed import (
    CHANGED,
    add_rows,
    ask,
    open_session,
    require_whole,
    start,
    wait_until,
)
from tests.conftest import NewServer
from tests.servers import THROWAWAY

pytestmark = pytest.mark.live

ROWS: Final = 80_000
MORE_ROWS: Final = """
    SET ROLE acme_admin;
    INSERT INTO hr_tenant.notes (customer, body)
    SELECT '00000000-0000-0000-0000-000000000001', 'note ' || n
      FROM generate_series(1001, 80000) AS n"""
WAITING: Final = "SELECT count(*) FROM pg_locks WHERE NOT granted"
BUILDING: Final = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"
MOMENTS: Final[dict[str, tuple[LiteralString, tuple[LiteralString, ...]]]] = {
    "transaction": (WAITING, ("LOCK TABLE hr_tenant.notes IN ACCESS SHARE MODE",)),
    "index": (
        BUILDING,
        (
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
            "SELECT count(*) FROM hr_tenant.notes",
        ),
    ),
    "backfill": (
        WAITING,
        (
            """SELECT FROM hr_tenant.notes
                WHERE ctid = (SELECT max(ctid) FROM hr_tenant.notes) FOR UPDATE""",
        ),
    ),
}
"""When it happens: what is seen then, and what holds the run there."""
FILLED: Final = "SELECT count(*), count(rank), count(mood) FROM hr_tenant.notes"


@pytest.fixture
def server(new_server: NewServer, tmp_path: Path) -> EmbeddedServer:
    """A server of our own, of which one tenant has rows."""
    server = new_server()
    if not isinstance(server, EmbeddedServer):
        pytest.skip("only a server of the suite's own can be made to crash")
    fill(server.dsn(), write_specs(tmp_path / "specs"))
    return server


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "changed", **CHANGED)


def fill(dsn: str, specs: Path) -> None:
    """Apply the sample, and add rows to a tenant."""
    apply_specs(dsn, specs)
    add_rows(dsn)
    ask(dsn, MORE_ROWS)


@contextlib.contextmanager
def start_held(dsn: str, specs: Path, moment: str) -> Iterator[None]:
    """Start a run, and return when it has come so far; it ends with the context."""
    seen, held_by = MOMENTS[moment]
    with open_session(dsn, *held_by):
        running = start(dsn, specs, "none", "-", "0")
        wait_until(lambda: ask(dsn, seen) != [(0,)], running)
        yield
        running.wait()


def kill_a_session(dsn: str) -> None:
    """Let a session crash, and with it all others of the server, which recovers."""
    with psycopg.connect(dsn) as conn:
        os.kill(conn.info.backend_pid, signal.SIGKILL)
        with pytest.raises(psycopg.OperationalError):
            conn.execute("SELECT 1")
    while True:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(dsn).close()
            return


def require_all_rows(dsn: str, changed: Path) -> None:
    applied = apply_specs(dsn, changed)
    require_whole(dsn, changed, applied)
    assert ask(dsn, FILLED) == [(ROWS, ROWS, ROWS)]


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_server_that_crashes_is_gone_on_with(
    server: EmbeddedServer, changed: Path, moment: str
) -> None:
    dsn = server.dsn()
    with pytest.raises(psycopg.OperationalError), start_held(dsn, changed, moment):
        kill_a_session(dsn)
    require_all_rows(dsn, changed)


def test_a_server_that_is_started_again_is_gone_on_with(
    server: EmbeddedServer, changed: Path
) -> None:
    home = server.data_dir.parent
    with (
        pytest.raises(psycopg.OperationalError),
        start_held(server.dsn(), changed, "backfill"),
    ):
        stop_server(home, immediate=True)
    again = start_server(home, settings=THROWAWAY)
    require_all_rows(again.dsn(), changed)


@contextlib.contextmanager
def mount_small(room: Path) -> Iterator[None]:
    """Have a file system of 64 MB while the context lasts."""
    room.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(room)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("only who may mount a file system can fill one up")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(room)], check=True)


def test_a_disk_that_is_full_is_gone_on_with(
    new_server: NewServer, tmp_path: Path, changed: Path
) -> None:
    """The database stands where there is little room; what fills it goes later."""
    server = new_server()
    if not isinstance(server, EmbeddedServer):
        pytest.skip("the file system has to be the server's too")
    room = server.data_dir.with_name("room")
    dsn = server.dsn(database="small")
    with mount_small(room):
        make_database(server, room)
        fill(dsn, write_specs(tmp_path / "specs"))
        filler = room / "filler"
        filler.write_bytes(bytes(shutil.disk_usage(room).free - 500_000))

        stopped = apply_specs(dsn, changed)

        (failed,) = stopped.failed
        assert failed.part == "hr"
        assert failed.failure is not None
        assert failed.failure.sqlstate == "53100"
        filler.unlink()
        require_all_rows(dsn, changed)


def make_database(server: EmbeddedServer, room: Path) -> None:
    """Make a database that stands there."""
    owner = server.data_dir.stat()
    os.chown(room, owner.st_uid, owner.st_gid)
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        conn.execute(SQL("CREATE TABLESPACE small LOCATION {}").format(str(room)))
        conn.execute("CREATE DATABASE small TABLESPACE small")
