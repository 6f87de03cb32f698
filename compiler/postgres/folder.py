"""Decides where the socket lies: a short temporary folder that only we can change.

Its path is the same for the same home and user, so that any command finds it. The
folder is trusted because of who owns it, so one that is somebody else's, or a link,
is refused. For root it can be passed through, but neither listed nor changed, by the
user who runs the server; it then also takes what that user cannot reach elsewhere.
"""

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path
from typing import Final

from compiler.errors import CannotRun
from compiler.postgres.owner import ROOT, Owner, can_reach

SOCKET: Final = "socket"
# macOS has room for 104 bytes with the closing zero, Linux for 108.
LONGEST_SOCKET_PATH: Final = 103
SOCKET_FILE: Final = ".s.PGSQL.5432"


def folder_paths(home: Path) -> tuple[Path, ...]:
    """Where the folder of a home may lie, the preferred place first."""
    identity = f"{home.resolve()}\0{os.geteuid()}".encode()
    name = f"tenantry-{hashlib.sha256(identity).hexdigest()[:8]}"
    places = dict.fromkeys((Path(tempfile.gettempdir()).resolve(), Path("/tmp")))  # noqa: S108 - the folder is checked, its name is no secret
    return tuple(place / name for place in places)


def make_folder(home: Path, owner: Owner) -> Path:
    """Make the folder with its `socket` folder; returns the folder.

    Raises:
        CannotRun: it is there and not ours, or no place is short enough for a
            socket and reachable by the owner.
    """
    for folder in folder_paths(home):
        socket_path = folder / SOCKET / SOCKET_FILE
        if len(os.fsencode(socket_path)) > LONGEST_SOCKET_PATH:
            continue
        if not can_reach(owner, folder.parent):
            continue
        _make_ours(folder)
        give(folder / SOCKET, owner)
        return folder
    raise CannotRun(
        "no temporary folder can hold the server's socket: "
        + ", ".join(str(folder.parent) for folder in folder_paths(home)),
        help="Set TMPDIR to a short path that every user may enter.",
    )


def give(folder: Path, owner: Owner) -> None:
    """Make a folder, if it is missing, that belongs to the owner alone."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if owner.is_other:
        os.chown(folder, owner.uid, owner.gid, follow_symlinks=False)


def _make_ours(folder: Path) -> None:
    us = os.geteuid()
    mode = 0o711 if us == ROOT else 0o700
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    there = folder.lstat()
    if (
        not stat.S_ISDIR(there.st_mode)
        or there.st_uid != us
        or stat.S_IMODE(there.st_mode) & ~mode
    ):
        raise CannotRun(
            f"{folder} was made by somebody else, so a server there is not safe",
            help=f"Remove {folder}, or set TMPDIR to a folder of your own.",
        )
    folder.chmod(mode)
