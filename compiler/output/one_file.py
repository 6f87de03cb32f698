"""Replaces the text of one file that is there: as a whole, or not at all."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from compiler.errors import CannotRun


def replace_file(path: Path, text: str) -> None:
    """Give a file another text; its permissions stay.

    Whoever reads it meanwhile finds the old text or the new one.

    Args:
        path: of the file; no link.
        text: written with the line breaks that it has.

    Raises:
        CannotRun: the disk or the rights do not let us; the file is as it was.
    """
    temporary = None
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
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
