"""Decides which user of the machine runs a server, and what that user can reach.

PostgreSQL refuses to run as root. Root therefore runs it as somebody else, without
creating a user and without opening up a folder that is not our own.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from compiler.errors import CannotRun

ROOT: Final = 0
SERVER_USERS: Final = ("postgres", "nobody")
# Nothing else of our environment: it may hold passwords, and PG* settings of
# another server. LC_ALL is fixed because macOS starts threads for a missing locale,
# which the server refuses.
KEPT_VARIABLES: Final = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The user whom the server and its files belong to."""

    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether that is somebody else than the user who runs us."""
        return self.uid != os.geteuid()


def find_owner(data_dir: Path) -> Owner:
    """The owner of the data directory; before there is one, who shall own it.

    Raises:
        CannotRun: we are not root and the data belongs to somebody else, or we
            are root and have nobody to run the server as.
    """
    us = os.geteuid()
    there = data_dir.lstat() if data_dir.is_dir() else None
    if us == ROOT:
        if there is not None and there.st_uid != ROOT:
            return Owner(uid=there.st_uid, gid=there.st_gid)
        return _server_user()
    if there is not None and there.st_uid != us:
        raise CannotRun(
            f"{data_dir} belongs to another user (number {there.st_uid})",
            help="Run the command as that user, or delete the folder.",
        )
    return Owner(uid=us, gid=os.getegid())


def _server_user() -> Owner:
    for name in SERVER_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != ROOT:
            return Owner(uid=entry.pw_uid, gid=entry.pw_gid)
    raise CannotRun(
        "PostgreSQL does not run as root, and no user postgres or nobody exists",
        help="Run the command as an ordinary user.",
    )


def run_as(
    owner: Owner,
    arguments: Sequence[str | Path],
    *,
    log: IO[bytes] | int = subprocess.DEVNULL,
    held: Sequence[int] = (),
    detached: bool = False,
) -> subprocess.CompletedProcess[bytes]:
    """Run a program as the owner, from `/` and with hardly any environment.

    Args:
        owner: the user to run it as.
        arguments: the program and its arguments; no shell reads them.
        log: where its errors go.
        held: file descriptors that it inherits.
        detached: out of reach of the terminal's Ctrl-C.

    Raises:
        OSError: the program cannot be run by that user.
    """
    environment = {k: os.environ[k] for k in KEPT_VARIABLES if k in os.environ}
    return subprocess.run(
        [*map(str, arguments)],
        user=owner.uid if owner.is_other else None,
        group=owner.gid if owner.is_other else None,
        extra_groups=[] if owner.is_other else None,
        cwd="/",
        env={**environment, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=log,
        pass_fds=held,
        start_new_session=detached,
        check=False,
    )


def can_reach(owner: Owner, path: Path) -> bool:
    """Whether the owner may enter a folder, or run a program."""
    if not owner.is_other:
        return os.access(path, os.X_OK)
    test: list[str | Path] = ["/bin/sh", "-c", 'test -x "$1"', "sh", path]
    return run_as(owner, test).returncode == 0
