"""Writes `out/`: all of it or nothing, and nothing at all where nothing differs."""

import contextlib
import dataclasses
import enum
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from compiler.errors import CannotRun
from compiler.output.files import OutputTree
from compiler.output.folder import Folder, read_folder, refuse_to_swallow
from compiler.output.swap import (
    lock_folder,
    next_folder,
    recover_folder,
    replace_folder,
    sync_folder,
)


class DifferenceKind(enum.StrEnum):
    """How a file in `out/` differs from what the specs say."""

    MISSING = "missing"
    CHANGED = "changed"
    STALE = "stale"


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A file that is not as it should be.

    Args:
        path: below the folder.
        kind: stale is a file that tenantry once wrote and that no spec asks for.
    """

    path: str
    kind: DifferenceKind


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of the files: paths below the folder.

    Args:
        changed: new ones, and those with another text than before.
        removed: those that no spec asks for any more.
    """

    changed: tuple[str, ...]
    removed: tuple[str, ...]


def compare_tree(directory: Path, tree: OutputTree) -> tuple[Difference, ...]:
    """Return where the folder differs from the tree, by path; touches nothing.

    Files that tenantry did not write do not count.

    Raises:
        CannotRun: the folder cannot be read.
    """
    with _explained(directory, "read"):
        return _compare(directory, read_folder(directory), tree)


def write_tree(directory: Path, tree: OutputTree) -> Written:
    """Make the folder hold the tree, beside the files that are not tenantry's.

    Raises:
        Refused: somebody else's files would be lost.
        CannotRun: the folder cannot be read or written.
    """
    # A link stays a link: what it points to is replaced.
    target = Path(os.path.realpath(directory))
    with _explained(directory, "write"):
        target.parent.mkdir(parents=True, exist_ok=True)
        with lock_folder(target.parent):
            recover_folder(target)
            folder = read_folder(target)
            refuse_to_swallow(directory, folder, tree)
            differences = _compare(target, folder, tree)
            if differences:
                _build_next(target, folder, tree, differences)
                replace_folder(target)
    stale = _paths(differences, DifferenceKind.STALE)
    changed = tuple(item.path for item in differences if item.path not in stale)
    return Written(changed=changed, removed=stale)


def _compare(
    directory: Path, folder: Folder, tree: OutputTree
) -> tuple[Difference, ...]:
    present = folder.ours.union(folder.foreign)
    differences = [
        Difference(path, DifferenceKind.STALE)
        for path in folder.ours.difference(tree.files)
    ]
    for path, text in tree.files.items():
        if path not in present:
            differences.append(Difference(path, DifferenceKind.MISSING))
        elif (directory / path).read_bytes() != text.encode():
            differences.append(Difference(path, DifferenceKind.CHANGED))
    return tuple(sorted(differences))


def _paths(
    differences: tuple[Difference, ...], kind: DifferenceKind
) -> tuple[str, ...]:
    return tuple(item.path for item in differences if item.kind is kind)


def _build_next(
    directory: Path,
    folder: Folder,
    tree: OutputTree,
    differences: tuple[Difference, ...],
) -> None:
    """Build the whole new folder, safe on the disk, beside the old one."""
    building = next_folder(directory)
    building.mkdir()
    if directory.exists():
        shutil.copymode(directory, building)
    differing = {item.path for item in differences}
    for path, text in tree.files.items():
        (building / path).parent.mkdir(parents=True, exist_ok=True)
        if path in differing:
            _write_file(building / path, text)
        else:
            _carry(directory / path, building / path)
    for path in folder.foreign:
        if path not in tree.files:
            (building / path).parent.mkdir(parents=True, exist_ok=True)
            _carry(directory / path, building / path)
    for path in folder.empty:
        (building / path).mkdir(parents=True, exist_ok=True)
    for path, _, _ in os.walk(building):
        sync_folder(Path(path))


def _write_file(path: Path, text: str) -> None:
    with path.open("wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def _carry(old: Path, new: Path) -> None:
    """Have the same file in both folders; a copy where there can be no second name."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


@contextlib.contextmanager
def _explained(directory: Path, verb: str) -> Iterator[None]:
    """Turn what the system says into what stops the command."""
    try:
        yield
    except OSError as problem:
        place = problem.filename or directory
        raise CannotRun(
            f"cannot {verb} {directory}: {problem.strerror or problem} ({place})",
            help=(
                f"Check the rights on {directory} and on the folder that it stands in, "
                "and the room on the disk; the folder is replaced as a whole."
            ),
        ) from problem
