"""What stands in `out/` before anything is written: what is ours and what is not."""

import dataclasses
import os
from pathlib import Path
from typing import Final

from compiler.errors import CannotRun, Refused
from compiler.output.files import HEADER, OutputTree
from compiler.output.manifest import MANIFEST, parse_manifest_files

_REMEDY: Final = "Name an empty folder, or one that tenantry made"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """The content of a folder, as paths below it.

    Args:
        ours: files that the manifest there lists, itself included, that are there.
        foreign: all other files; symbolic links count as files.
        empty: folders with nothing in them.
    """

    ours: frozenset[str]
    foreign: tuple[str, ...]
    empty: tuple[str, ...]


def read_folder(directory: Path) -> Folder:
    """Return what stands in the folder; nothing where there is no folder.

    Raises:
        CannotRun: it is no folder.
        OSError: it cannot be read.
    """
    if not directory.exists():
        return Folder(ours=frozenset(), foreign=(), empty=())
    if not directory.is_dir():
        raise CannotRun(f"{directory} is not a folder", help=f"{_REMEDY}.")
    listed = _read_manifest(directory)
    files: list[str] = []
    empty: list[str] = []
    for path, folders, names in os.walk(directory, onerror=_raise):
        below = Path(path).relative_to(directory)
        links = [name for name in folders if (Path(path) / name).is_symlink()]
        files.extend((below / name).as_posix() for name in (*names, *links))
        if not folders and not names and path != str(directory):
            empty.append(below.as_posix())
    return Folder(
        ours=listed.intersection(files),
        foreign=tuple(sorted(path for path in files if path not in listed)),
        empty=tuple(sorted(empty)),
    )


def refuse_to_swallow(directory: Path, folder: Folder, tree: OutputTree) -> None:
    """Do nothing if the tree can be written without losing somebody else's file.

    Raises:
        Refused: the folder is not ours, or a file that is not ours is in the way.
        OSError: it cannot be read.
    """
    if folder.foreign and MANIFEST not in folder.ours:
        raise Refused(
            f"{directory} is not empty and has no manifest of tenantry's, so its "
            "files may be somebody's work",
            help=f"{_REMEDY}; if this one may go, delete it first.",
        )
    for path in (*folder.foreign, *folder.empty):
        if _is_in_the_way(directory, path, tree):
            raise Refused(
                f"{directory / path} was not written by tenantry and is in the way",
                help="Move it elsewhere, or delete it.",
            )


def _is_in_the_way(directory: Path, path: str, tree: OutputTree) -> bool:
    """Return whether the tree wants something else where the path is, or above it."""
    place = directory / path
    if any(parent.as_posix() in tree.files for parent in Path(path).parents):
        return True
    if path in tree.files:
        return place.is_dir() or not _is_generated(place)
    is_folder = place.is_dir() and not place.is_symlink()
    return not is_folder and any(file.startswith(f"{path}/") for file in tree.files)


def _is_generated(path: Path) -> bool:
    """Return whether a file says of itself that it was generated.

    A merge may take the manifest of one side and the files of both.
    """
    with path.open("rb") as file:
        return file.read(len(HEADER)) == HEADER.encode()


def _read_manifest(directory: Path) -> frozenset[str]:
    try:
        text = (directory / MANIFEST).read_text(encoding="utf-8")
    except (FileNotFoundError, IsADirectoryError, UnicodeDecodeError):
        return frozenset()
    files = parse_manifest_files(text)
    return frozenset() if files is None else frozenset((MANIFEST, *files))


def _raise(problem: OSError) -> None:
    raise problem
