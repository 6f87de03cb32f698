"""Keeps what a project's home, its `.tenantry`, says about its server.

home/lock         held while a server is started, stopped or deleted
home/data         the data directory, unless the server's user cannot reach it
home/server.json  which server runs
home/server.log   what initdb and the server wrote since the last start
"""

import contextlib
import fcntl
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compiler.errors import CannotRun
from compiler.postgres.build import find_bin_dirs
from compiler.postgres.folder import folder_paths
from compiler.postgres.owner import ROOT
from compiler.postgres.reachable import is_copy

DATA: Final = "data"
RECORD: Final = "server.json"
LOG: Final = "server.log"
LOCK: Final = "lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What `server.json` says: where the server of the last start lives."""

    data_dir: Path
    bin_dir: Path
    version: tuple[int, int]


def read_record(home: Path) -> Record | None:
    """What is recorded; None if nothing is, or nothing that makes sense.

    A record may have come with the project's files, from whoever wrote those. So it is
    believed only where it says what a start on this machine would have written.

    Raises:
        OSError: it cannot be read.
    """
    try:
        said = json.loads(_read_own(home / RECORD))
        major, minor = map(int, said["version"])
        record = Record(
            data_dir=Path(said["data_dir"]),
            bin_dir=Path(said["bin_dir"]),
            version=(major, minor),
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
    return record if _is_credible(record, home) else None


def write_record(home: Path, record: Record) -> None:
    """Record where a server lives, whole or not at all.

    Raises:
        OSError: the disk refuses it.
    """
    said = {
        "data_dir": str(record.data_dir),
        "bin_dir": str(record.bin_dir),
        "version": list(record.version),
    }
    new = home / f"{RECORD}.new"
    new.write_text(json.dumps(said, indent=2) + "\n", "utf-8")
    new.replace(home / RECORD)


def _read_own(path: Path) -> str:
    """The text of a file of ours; none of a link, or of somebody else's file."""
    there = path.lstat()
    if not stat.S_ISREG(there.st_mode) or there.st_uid not in {ROOT, os.geteuid()}:
        return ""
    return path.read_text("utf-8")


def _is_credible(record: Record, home: Path) -> bool:
    if record.data_dir not in find_data_dirs(home.absolute()):
        return False
    return record.bin_dir.resolve() in find_bin_dirs() or any(
        is_copy(record.bin_dir, folder) for folder in find_folders(home)
    )


def find_folders(home: Path) -> tuple[Path, ...]:
    """The temporary folders of a home that are there and ours."""
    return tuple(
        folder
        for folder in folder_paths(home)
        if folder.is_dir()
        and not folder.is_symlink()
        and folder.stat().st_uid == os.geteuid()
    )


def find_data_dirs(home: Path) -> tuple[Path, ...]:
    """Where the data of a home may lie: in it, or where root's server reaches it."""
    places = (parent / DATA for parent in (home, *find_folders(home)))
    # A link may lead to another server's.
    return tuple(place for place in places if not place.is_symlink())


@contextlib.contextmanager
def lock_home(home: Path) -> Iterator[int]:
    """Hold a home for us alone, made if it is missing; gives the lock's descriptor.

    The system gives the lock back when the last process that holds it is gone.

    Raises:
        CannotRun: the disk refuses it, or anything done while it is held.
    """
    with tell_refusals(home):
        home.mkdir(parents=True, exist_ok=True)
        lock = os.open(home / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield lock
        finally:
            os.close(lock)


@contextlib.contextmanager
def tell_refusals(home: Path) -> Iterator[None]:
    """Turn what the system refuses into what stops the command.

    Raises:
        CannotRun: in place of an OSError.
    """
    try:
        yield
    except OSError as error:
        raise CannotRun(
            f"cannot run the server of {home}: {error}",
            help="Check the rights of the folder and the space on the disk.",
        ) from error
