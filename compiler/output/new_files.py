"""Writes files that are not there yet: all of them or none, and over no other."""

import contextlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from compiler.errors import CannotRun, Refused


def write_new_files(directory: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder, which is made where it is missing.

    Args:
        directory: the folder.
        files: path with forward slashes, below the folder, to text.

    Raises:
        Refused: something stands where a file would go; then nothing is written.
        CannotRun: the disk or the rights do not let us; what was written is gone again.
    """
    made: list[Path] = []
    try:
        _refuse_taken(directory, files)
        for path, text in files.items():
            _make_folders((directory / path).parent, made)
            _write(directory / path, text, made)
    except OSError as problem:
        _take_back(made)
        place = problem.filename or directory
        raise CannotRun(
            f"cannot write {place}: {problem.strerror or problem}",
            help="Check the rights on the folder, and the room on the disk.",
        ) from problem
    except BaseException:
        _take_back(made)
        raise


def _refuse_taken(directory: Path, paths: Iterable[str]) -> None:
    """Refuse to write over a file, through a link, or below a file."""
    if directory.exists() and not directory.is_dir():
        raise Refused(f"{directory} is no folder", help="Name a folder.")
    for place in (directory / path for path in paths):
        if place.is_symlink() or place.exists():
            raise Refused(f"{place} exists already", help="Move it away first.")
        for folder in _folders_between(directory, place):
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                raise Refused(f"{folder} is no folder", help="Move it away first.")


def _folders_between(directory: Path, place: Path) -> Iterable[Path]:
    between = place.relative_to(directory).parents
    return [directory / folder for folder in between if folder != Path()]


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        made.append(each)


def _write(place: Path, text: str, made: list[Path]) -> None:
    # Fails where somebody else made the file in the meantime.
    with place.open("x", encoding="utf-8", newline="\n") as file:
        made.append(place)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _take_back(made: list[Path]) -> None:
    for place in reversed(made):
        # A folder that somebody else put a file into meanwhile is theirs now.
        with contextlib.suppress(OSError):
            if place.is_dir():
                place.rmdir()
            else:
                place.unlink()
