"""Runs a command, and says what it took."""

import os
import resource
import shlex
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

# macOS counts bytes, Linux KiB.
_MAXRSS_BYTES = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a run took, in seconds and in bytes, and what it printed.

    Args:
        peak_bytes: the most memory that one process of it held.
    """

    cpu: float
    wall: float
    peak_bytes: int
    printed: str


class ChildStopped(SystemExit):
    """A command failed, or was cut off; where nobody catches it, the script ends.

    Args:
        message: for who runs the script.
        reason: in few words, for the table.
    """

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


def run_child(
    command: Sequence[str | Path],
    *,
    folder: Path,
    exits: Collection[int] = (0,),
    limit: int | None = None,
) -> Cost:
    """Run a command in a folder and return what it took.

    Args:
        command: the program and its arguments.
        folder: where it runs.
        exits: codes of a run that went well.
        limit: seconds after which it is killed.

    Raises:
        ChildStopped: it failed, or was cut off.
    """
    line = shlex.join(map(str, command))
    # Files, because a pipe that nobody empties stops a command that says much.
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as told:
        started = time.perf_counter()
        child = subprocess.Popen(  # noqa: S603 - our own command, without a shell
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=printed, stderr=told
        )
        usage = _wait(child, limit)
        wall = time.perf_counter() - started
        if usage is None:
            raise ChildStopped(f"{line} takes over {limit} s", f"over {limit} s")
        printed.seek(0)
        told.seek(0)
        if child.returncode not in exits:
            said = told.read().decode(errors="replace").strip()
            reason = f"fails: {said.rpartition(chr(10))[2]}"
            raise ChildStopped(f"{line} exits {child.returncode}\n{said}", reason)
        return Cost(
            cpu=usage.ru_utime + usage.ru_stime,
            wall=wall,
            peak_bytes=usage.ru_maxrss * _MAXRSS_BYTES,
            printed=printed.read().decode(errors="replace"),
        )


def _wait(
    child: subprocess.Popen[bytes], limit: int | None
) -> resource.struct_rusage | None:
    """Return what a child, and those it waited for, used; nothing if it is killed."""
    over = threading.Event()

    def cut_off() -> None:
        over.set()
        child.kill()

    timer = threading.Timer(limit or 0, cut_off)
    if limit is not None:
        timer.start()
    _, status, usage = os.wait4(child.pid, 0)
    timer.cancel()
    child.returncode = os.waitstatus_to_exitcode(status)
    return None if over.is_set() else usage
