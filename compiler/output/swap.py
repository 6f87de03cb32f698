"""Replacing a folder as a whole, so that nobody ever finds it half written.

The new folder is built beside the old one. Then the old one moves aside and the new one
takes its name. A process that is killed between the two leaves the old one aside; the
next run moves it back before it does anything else.
"""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from compiler.errors import CannotRun
from compiler.output.folder import read_folder


@contextlib.contextmanager
def lock_folder(parent: Path) -> Iterator[None]:
    """Keep other runs from replacing a folder in `parent` at the same time."""
    descriptor = os.open(parent, os.O_RDONLY)
    try:
        # Not every network file system can lock; then runs have to keep apart.
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def recover_folder(directory: Path) -> None:
    """Put right what a run that was killed left behind.

    Raises:
        CannotRun: both folders are there, and the one aside holds files that the
            other lacks; that is no state in which a run can end.
        OSError: the disk refuses.
    """
    if next_folder(directory).exists():
        shutil.rmtree(next_folder(directory))
    previous = _aside(directory)
    if not previous.exists():
        return
    if directory.exists():
        _discard(previous, directory)
    else:
        previous.rename(directory)


def next_folder(directory: Path) -> Path:
    """Return where the folder that is to replace this one is built."""
    return directory.with_name(f".{directory.name}.tenantry-next")


def replace_folder(directory: Path) -> None:
    """Let the folder that was built take the place of the old one.

    Raises:
        OSError: it cannot; the old one stands where it stood.
    """
    previous = _aside(directory)
    if directory.exists():
        directory.rename(previous)
    try:
        next_folder(directory).rename(directory)
    except OSError:
        if previous.exists():
            previous.rename(directory)
        raise
    sync_folder(directory.parent)
    if previous.exists():
        # What cannot be deleted now is tried again by the next run.
        with contextlib.suppress(OSError):
            _delete(previous, directory)


def sync_folder(directory: Path) -> None:
    """Have the entries of a folder on the disk before this returns."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _discard(previous: Path, directory: Path) -> None:
    """Delete the folder aside if all that is not tenantry's is in the other one too."""
    lost = [
        path
        for path in read_folder(previous).foreign
        if not os.path.lexists(directory / path)
    ]
    if lost:
        raise CannotRun(
            f"{previous} was left by a run that was killed, and {directory} lacks its "
            f"{lost[0]}",
            help=f"Move what you need from {previous.name}, then delete that folder.",
        )
    _delete(previous, directory)


def _delete(previous: Path, directory: Path) -> None:
    # Under the name of a folder that is half built: one that is half deleted must
    # never be moved back.
    previous.rename(next_folder(directory))
    shutil.rmtree(next_folder(directory))


def _aside(directory: Path) -> Path:
    return directory.with_name(f".{directory.name}.tenantry-previous")
