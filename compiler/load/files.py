"""The files that load reads: specs, and the JSON Schemas that judge them.

Nothing else in load touches the disk.
"""

import json
import os
import stat
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from compiler.diagnostics import Finding, Position, error
from compiler.errors import CannotRun
from compiler.spelling import find_nearest

MAX_SPEC_BYTES = 1024 * 1024
"""A spec file of a thousand columns has a tenth of it."""

_SUFFIXES = (".yaml", ".yml")


def find_specs(directory: Path) -> tuple[Path, ...]:
    """Return the spec files under a directory, in the order of their names.

    Files and folders whose names start with a dot are left out. A link to a folder
    within the directory is not followed, for what it holds is read at its own place.

    Raises:
        CannotRun: the directory is missing, cannot be read, holds no spec, or holds a
            link that leads out of it.
    """
    try:
        if not directory.is_dir():
            if directory.exists():
                raise CannotRun(f"{directory} is no directory", help=_NAME_ANOTHER)
            message = f"{directory} does not exist"
            raise CannotRun(message, help=suggest_near_path(directory) or _NAME_ANOTHER)
        found = sorted(_walk(directory), key=lambda path: path.as_posix())
    except OSError as problem:
        raise _cannot_read(problem, directory) from problem
    if not found:
        raise CannotRun(f"{directory} holds no .yaml file", help=_NAME_ANOTHER)
    return tuple(found)


def suggest_near_path(path: Path) -> str:
    """Return the help for a path that leads nowhere; empty where none is near."""
    try:
        names = tuple(each.name for each in path.parent.iterdir())
    except OSError:
        return ""
    near = find_nearest(path.name, names)
    return f"Write {path.with_name(near)}." if near else ""


_NAME_ANOTHER = "Name the directory of the specs with --specs."


def _walk(directory: Path) -> Iterator[Path]:
    top = directory.resolve(strict=True)
    for folder, folders, names in os.walk(directory, onerror=_raise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            _refuse_way_out(Path(folder, name), top)
        for name in names:
            if name.endswith(_SUFFIXES) and not name.startswith("."):
                yield _refuse_way_out(Path(folder, name), top)


def _raise(problem: OSError) -> None:
    raise problem


def _refuse_way_out(path: Path, top: Path) -> Path:
    # Path.resolve fails on a link to itself, before Python 3.13; this does not.
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(top):
        message = f"{path} is a link that leads out of the directory of the specs"
        raise CannotRun(message, help="Put a copy in its place.")
    return path


def _cannot_read(problem: OSError, path: Path) -> CannotRun:
    name = problem.filename or path
    reason = problem.strerror or "it cannot be read"
    return CannotRun(f"cannot read {name}: {reason}", help="Let this user read it.")


def read_spec_file(path: Path, file: str) -> bytes | Finding:
    """Return the bytes of a spec file, or why it is none.

    Args:
        path: where it is.
        file: its path as findings show it.

    Raises:
        CannotRun: it cannot be read, or is a pipe or a device.
    """
    try:
        status = path.stat()
        # Asked first, for opening a pipe would wait until somebody writes to it.
        if not stat.S_ISREG(status.st_mode):
            raise CannotRun(f"{path} is no file", help="Remove it.")
        if status.st_size > MAX_SPEC_BYTES:
            return _too_large(file, status.st_size)
        with path.open("rb") as stream:
            return stream.read(MAX_SPEC_BYTES)
    except OSError as problem:
        raise _cannot_read(problem, path) from problem


def _too_large(file: str, size: int) -> Finding:
    return error(
        "file-too-large",
        Position(file, 1, 1),
        f"the file has {size:,} bytes; a spec has at most {MAX_SPEC_BYTES:,}",
        "Move what is no spec out of the directory.",
    )


def read_all_specs(directory: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each spec file with its content; nothing for one that is too large.

    Raises:
        CannotRun: the directory or a file in it cannot be read.
    """
    for path in find_specs(directory):
        data = read_spec_file(path, path.as_posix())
        yield path.as_posix(), data if isinstance(data, bytes) else b""


def find_control_specs() -> tuple[Traversable, ...]:
    """Return the specs of the control plane that the package brings."""
    folder = resources.files("compiler") / "control"
    if not folder.is_dir():
        return ()
    specs = (each for each in folder.iterdir() if each.name.endswith(".yaml"))
    return tuple(sorted(specs, key=lambda spec: spec.name))


def schema_definitions() -> Traversable:
    """Return the folder of the JSON Schemas.

    A wheel carries it in the package; in a checkout, also behind an editable install,
    it stands beside the package.

    Raises:
        CannotRun: the installation lacks it.
    """
    package = resources.files("compiler")
    beside = Path(__file__).resolve().parents[2]
    for folder in (package, beside):
        found = folder / "schema_definitions"
        if found.is_dir():
            return found
    raise CannotRun(
        "the installation lacks its JSON Schemas", help="Install tenantry again."
    )


def read_json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind, or the shared `definitions`, as written."""
    text = (schema_definitions() / f"{name}.schema.json").read_text("utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


def read_json_schemas() -> dict[str, str]:
    """Return the text of every JSON Schema, by the name of its file."""
    return _read_below(schema_definitions())


def read_starter() -> dict[str, str]:
    """Return the files that a new project starts with, by their paths."""
    return _read_below(resources.files("compiler") / "starter")


def _read_below(folder: Traversable) -> dict[str, str]:
    """Return the text of each file in a folder, by its path below the folder."""
    files: dict[str, str] = {}
    for each in sorted(folder.iterdir(), key=lambda it: it.name):
        if each.is_dir():
            below = _read_below(each)
            files |= {f"{each.name}/{path}": text for path, text in below.items()}
        else:
            files[each.name] = each.read_text("utf-8")
    return files
