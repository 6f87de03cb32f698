"""Copies a build to where the server's user can run it.

A virtual environment in root's home is out of that user's reach. Opening up the
folders above it would be no business of ours, so the programs are copied instead.
A wheel keeps the libraries of its programs beside its package (Linux) or in it
(macOS), and the programs look for them there, so the copy is laid out alike.
"""

import dataclasses
import hashlib
import shutil
from pathlib import Path
from typing import Final

from compiler.postgres.build import ServerBuild
from compiler.postgres.owner import Owner, can_reach

PARTS: Final = ("bin", "lib", "share")
WHEEL_PREFIX: Final = "pginstall"
COPY_PREFIX: Final = "postgresql-"


def reachable_build(build: ServerBuild, owner: Owner, folder: Path) -> ServerBuild:
    """The build itself, or a copy of it if the owner cannot run its programs.

    Args:
        build: an installed build.
        owner: who shall run it.
        folder: a folder of ours that the owner can pass through.

    Raises:
        OSError: it cannot be copied.
    """
    if can_reach(owner, build.bin_dir / "postgres"):
        return build
    changed_ns = (build.bin_dir / "postgres").stat().st_mtime_ns
    identity = hashlib.sha256(f"{build.bin_dir}\0{changed_ns}".encode()).hexdigest()
    copy = folder / f"{COPY_PREFIX}{build.major}-{identity[:8]}"
    root, parts = _layout(build.bin_dir)
    if not copy.exists():
        _copy(root, parts, copy)
    return dataclasses.replace(build, bin_dir=copy / build.bin_dir.relative_to(root))


def is_copy(bin_dir: Path, folder: Path) -> bool:
    """Return whether programs lie in a copy that was made in a folder of ours."""
    real, place = bin_dir.resolve(), folder.resolve()
    if not real.is_relative_to(place):
        return False
    # Beside the copies lies what belongs to the server's user.
    return "".join(real.relative_to(place).parts[:1]).startswith(COPY_PREFIX)


def _layout(bin_dir: Path) -> tuple[Path, tuple[Path, ...]]:
    """The folder that a copy stands for, and what of it is needed."""
    prefix = bin_dir.parent
    parts = [prefix / part for part in PARTS]
    if prefix.name != WHEEL_PREFIX:
        return prefix, tuple(parts)
    package = prefix.parent
    libraries = [package.with_name(f"{package.name}.libs"), package / ".dylibs"]
    return package.parent, (*parts, *libraries)


def _copy(root: Path, parts: tuple[Path, ...], copy: Path) -> None:
    new = copy.with_name(f"{copy.name}.new")
    if new.exists():
        shutil.rmtree(new)
    new.mkdir()
    for part in filter(Path.is_dir, parts):
        shutil.copytree(part, new / part.relative_to(root), symlinks=True)
    for path in (new, *new.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
    new.rename(copy)
