"""Tells which server runs on a data directory, from what the server itself wrote.

PostgreSQL keeps `postmaster.pid` in its data directory and clears up a stale one,
with two exceptions that are dealt with here. It takes any live process of that
number for a server: one that came later, or one that is dead but that nobody has
waited for, as in a container whose first process does not. And it does not know
that the directory was copied while its server ran.

Source: `CreateLockFile` in src/backend/utils/init/miscinit.c.
"""

import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compiler.postgres.folder import SOCKET_FILE
from compiler.postgres.owner import Owner, run_as

PID_FILE: Final = "postmaster.pid"
# The lines of the file: number, data directory, start, port, socket, address,
# shared memory, state.
DATA_LINE: Final = 1
PORT_LINE: Final = 3
SOCKET_LINE: Final = 4
STATE_LINE: Final = 7
# Above what any system gives to a process.
NOBODYS_PID: Final = str(2**30)
PROGRAMS: Final = {"postgres", "postmaster"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    """The first process of a running server."""

    pid: int
    port: int
    socket_dir: Path
    ready: bool
    """Whether it has said that it takes connections, and does."""


def read_postmaster(data_dir: Path) -> Postmaster | None:
    """What runs on a data directory; None if nothing does.

    Raises:
        OSError: the file is there and cannot be read.
    """
    lines = _lines(data_dir / PID_FILE)
    if lines is None or not _is_its_server(data_dir, lines):
        return None
    # Its last lines are written while the server starts.
    if len(lines) <= SOCKET_LINE or not lines[PORT_LINE].isdecimal():
        return Postmaster(pid=int(lines[0]), port=0, socket_dir=Path(), ready=False)
    port, socket_dir = int(lines[PORT_LINE]), Path(lines[SOCKET_LINE])
    said_ready = len(lines) > STATE_LINE and lines[STATE_LINE].strip() == "ready"
    return Postmaster(
        pid=int(lines[0]),
        port=port,
        socket_dir=socket_dir,
        ready=said_ready and _accepts(socket_dir / SOCKET_FILE),
    )


def disown_stale_files(data_dir: Path, socket_dir: Path, owner: Owner) -> None:
    """Let a server start where a file names a process that is none of its own.

    Only the number is changed: by the rest of the file PostgreSQL makes sure that
    no orphan of the last server still uses its shared memory. The owner does it,
    because in a folder of the owner's root would follow any link.
    """
    write = ["/bin/sh", "-c", 'printf "%s\\n" "$2" >"$1"', "sh"]
    for path in (data_dir / PID_FILE, socket_dir / f"{SOCKET_FILE}.lock"):
        lines = _lines(path)
        if lines is not None and not _is_its_server(data_dir, lines):
            run_as(owner, [*write, path, "\n".join([NOBODYS_PID, *lines[1:]])])


def is_alive(pid: int) -> bool:
    """Whether a process of that number exists, and has not ended unnoticed."""
    return _program(pid) is not None


def _program(pid: int) -> str | None:
    """The name of the program that a process runs; None if it has ended."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        if Path("/proc/self/stat").exists():
            return None
        state, _, program = _ask_ps(pid)
    else:
        program, _, state = said.partition("(")[2].rpartition(") ")
    return None if state[:1] in {"", "Z", "X"} else Path(program).name


def _ask_ps(pid: int) -> tuple[str, str, str]:
    asked = ["ps", "-o", "stat=", "-o", "comm=", "-p", str(pid)]
    said = subprocess.run(asked, capture_output=True, text=True, check=False)
    return said.stdout.strip().partition(" ")


def _lines(path: Path) -> list[str] | None:
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return None
    return lines if lines and lines[0].isdecimal() else None


def _is_its_server(data_dir: Path, lines: list[str]) -> bool:
    if _program(int(lines[0])) not in PROGRAMS:
        return False
    recorded = Path(lines[DATA_LINE]) if len(lines) > DATA_LINE else data_dir
    # A directory that was moved is still its server's; one that was copied is not.
    return not recorded.exists() or recorded.samefile(data_dir)


def _accepts(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(str(path))
        except OSError:
            return False
    return True
