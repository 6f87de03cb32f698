"""Writes one file: as a whole, or not at all."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from compiler.errors import CannotRun


def replace_file(path: Path, text: str, *, may_be_new: bool = False) -> None:
    """Give a file another text; its permissions stay.

    Whoever reads it meanwhile finds the old text or the new one.

    Args:
        path: of the file; no link.
        may_be_new: whether it is made where it is not there.
        text: written with the line breaks that it has.

    Raises:
        CannotRun: the disk or the rights do not let us; the file is as it was.
    """
    temporary = None
    try:
        mode = _mode_of(path, may_be_new=may_be_new)
        descriptor, temporary = tempfile.mkstemp(
            prefix=f".{path.name}.", suffix=".tmp", dir=path.parent
        )
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fchmod(descriptor, mode)
            os.fsync(descriptor)
        Path(temporary).replace(path)
    except OSError as problem:
        raise CannotRun(
            f"cannot write {path}: {problem.strerror or problem}",
            help="Check the rights on the folder, and the room on the disk.",
        ) from problem
    finally:
        # It is gone where it has become the file.
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _mode_of(path: Path, *, may_be_new: bool) -> int:
    """Return the permissions of a file, or those that a new one gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        if not may_be_new:
            raise
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
