"""Specs as they are in a revision of the repository that they stand in."""

import io
import subprocess
import tarfile
from pathlib import Path
from typing import Final

from compiler.errors import CannotRun, UsageError

_GIT: Final = "git"


def extract_revision(specs: Path, revision: str, folder: Path) -> Path:
    """Return a copy of the specs as a revision has them.

    Args:
        specs: the folder of the specs, in a checkout.
        revision: as Git names it.
        folder: an empty one, in which the copy is made.

    Raises:
        CannotRun: Git is not installed, or the specs stand in no repository.
        UsageError: there is no such revision, or it has no such folder.
    """
    if revision.startswith("-"):
        raise UsageError(
            f"{revision} is no revision", help="Write one as Git names it."
        )
    root = Path(_ask(specs, "rev-parse", "--show-toplevel").decode().strip())
    inside = specs.resolve().relative_to(root.resolve()).as_posix()
    try:
        tree = _ask(specs, "rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}")
        packed = _ask(
            root, "archive", "--format=tar", tree.decode().strip(), "--", inside
        )
    except CannotRun as error:
        raise UsageError(
            f"the repository has no {inside} in the revision {revision}",
            help="Name a revision that has the folder of the specs.",
        ) from error
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder / inside


def _ask(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and nothing that begins with a dash
            [_GIT, "-C", str(folder), *arguments], check=True, capture_output=True
        )
    except FileNotFoundError as error:
        raise CannotRun("git is not installed", help="Install git.") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        raise CannotRun(
            f"git {arguments[0]} failed: {said or error.returncode}",
            help="Run the command in a Git repository, or name two folders.",
        ) from error
    return done.stdout
