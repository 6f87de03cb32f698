"""A server of our own, while commands and servers are killed."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from compiler.errors import CannotRun
from compiler.postgres.build import ServerBuild, find_build
from compiler.postgres.embedded import (
    EmbeddedServer,
    read_server,
    start_server,
    stop_server,
)
from compiler.postgres.folder import folder_paths
from compiler.postgres.home import find_data_dirs
from compiler.postgres.postmaster import is_alive
from tests.postgres.conftest import PATIENCE_S, ask, kill, wait_until
from tests.servers import THROWAWAY

pytestmark = pytest.mark.live

STARTER = """
import sys
from pathlib import Path
from compiler.postgres.embedded import start_server
print(start_server(Path(sys.argv[1]), settings=(("fsync", "off"),)).pid, flush=True)
"""


def run_starter(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", STARTER, str(home)],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_who_start_at_once_get_one_server(home: Path) -> None:
    starters = [run_starter(home) for _ in range(3)]
    answers = [starter.communicate(timeout=PATIENCE_S)[0] for starter in starters]
    assert [starter.returncode for starter in starters] == [0, 0, 0]
    assert len(set(answers)) == 1


def test_a_command_killed_during_initdb_is_followed_by_one_that_works(
    home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    slow = make_slow_build(Path(folder_paths(tmp_path)[-1]))
    try:
        monkeypatch.setenv("TENANTRY_PG_BIN", str(slow))
        with run_starter(home) as starter:
            wait_until((slow / "initdb.log").exists)
            starter.kill()
        server = start_server(home, settings=THROWAWAY)
        # The initdb of the killed command was waited for, however it ended.
        told = (slow / "initdb.log").read_text("utf-8").split()
        assert told[0::2] == ["began", "ended", "began", "ended"]
        assert told[-1] == "0"
        assert ask(server, b"SELECT 1") == 1
    finally:
        shutil.rmtree(slow.parent)


def make_slow_build(folder: Path) -> Path:
    """A build that the server's user can reach, whose initdb takes its time."""
    real = find_build().bin_dir
    bin_dir = folder / "bin"
    bin_dir.mkdir(parents=True)
    for path in (folder, bin_dir):
        path.chmod(0o777)
    for name in ("pg_ctl", "postgres"):
        (bin_dir / name).write_text(f'#!/bin/sh\nexec "{real}/{name}" "$@"\n')
    (bin_dir / "initdb").write_text(f"""#!/bin/sh
echo began 0 >>"{bin_dir}/initdb.log"
sleep 1
"{real}/initdb" "$@"
status=$?
echo ended $status >>"{bin_dir}/initdb.log"
exit $status
""")
    for path in bin_dir.iterdir():
        path.chmod(0o755)
    return bin_dir


def test_a_killed_initdb_is_said_and_then_done_again(
    home: Path, tmp_path: Path
) -> None:
    build = find_build()
    folder = Path(folder_paths(tmp_path)[-1])
    bin_dir = make_slow_build(folder)
    try:
        (bin_dir / "initdb").write_text("#!/bin/sh\necho half made >&2\nkill -9 $$\n")
        dying = ServerBuild(bin_dir=bin_dir, version=build.version, origin="test")
        with pytest.raises(CannotRun, match="half made"):
            start_server(home, build=dying)
        assert not any(path.exists() for path in find_data_dirs(home))
        assert ask(start_server(home, settings=THROWAWAY), b"SELECT 1") == 1
    finally:
        shutil.rmtree(folder)


def test_after_a_killed_server_the_next_start_has_its_data(
    home: Path, template_data: Path
) -> None:
    server = start_server(home, template=template_data)
    ask(server, b"CREATE TABLE kept ()")
    kill(server.pid)
    assert read_server(home) is None
    again = start_server(home)
    assert again.pid != server.pid
    assert ask(again, b"SELECT count(*) FROM kept") == 0


def test_a_busy_child_of_a_killed_server_is_waited_for(
    start: Callable[[], EmbeddedServer],
) -> None:
    server = start()
    with psycopg.connect(server.dsn()) as conn:
        backend = conn.info.backend_pid
        # A stopped process does not notice that its server has died.
        os.kill(backend, signal.SIGSTOP)
        try:
            kill(server.pid)
            wake = subprocess.Popen(["/bin/sh", "-c", f"sleep 1; kill -CONT {backend}"])
            assert ask(start(), b"SELECT 1") == 1
            assert not is_alive(backend)
            wake.wait()
        finally:
            if is_alive(backend):
                os.kill(backend, signal.SIGKILL)
        conn.close()


ZOMBIE = """
import ctypes, os, signal, sys, time
from pathlib import Path
from compiler.postgres.embedded import start_server
# From here on the server's death is ours to notice, and we do not.
assert ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) == 0
first = start_server(Path(sys.argv[1]), settings=(("fsync", "off"),))
os.kill(first.pid, signal.SIGKILL)
while ") Z" not in Path(f"/proc/{first.pid}/stat").read_text():
    time.sleep(0.01)
print(start_server(Path(sys.argv[1])).pid != first.pid)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can adopt a process")
def test_a_dead_server_that_nobody_waited_for_is_no_hindrance(home: Path) -> None:
    command = [sys.executable, "-c", ZOMBIE, str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True\n", "")


def test_a_number_that_another_process_got_is_no_hindrance(
    home: Path, start: Callable[[], EmbeddedServer]
) -> None:
    server = start()
    kill(server.pid)
    for path in (
        server.data_dir / "postmaster.pid",
        server.socket_dir / ".s.PGSQL.5432.lock",
    ):
        _, *rest = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([str(os.getpid()), *rest]) + "\n", "utf-8")
    assert read_server(home) is None
    stop_server(home)
    assert ask(start(), b"SELECT 1") == 1
