"""Runs one PostgreSQL server of our own for each home, the `.tenantry` of a project.

A command may be killed at any point: what it leaves behind is a lock that the system
gives back, a `data.new` that is made anew, a server that the next start finds, or a
stale `server.json`, which is believed only if its server answers.
"""

import contextlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from compiler.errors import CannotRun
from compiler.postgres.build import ServerBuild, find_build
from compiler.postgres.cluster import (
    Cluster,
    Settings,
    copy_data,
    create_data,
    start_cluster,
    stop_cluster,
)
from compiler.postgres.folder import SOCKET, make_folder
from compiler.postgres.home import (
    DATA,
    LOG,
    RECORD,
    Record,
    find_data_dirs,
    find_folders,
    lock_home,
    read_record,
    tell_refusals,
    write_record,
)
from compiler.postgres.owner import can_reach, find_owner
from compiler.postgres.postmaster import Postmaster, read_postmaster
from compiler.postgres.reachable import reachable_build


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedServer:
    """A running server of our own."""

    socket_dir: Path
    port: int
    pid: int
    data_dir: Path
    bin_dir: Path
    version: tuple[int, int]

    def dsn(self, *, user: str = "postgres", database: str = "postgres") -> str:
        """The libpq connection string; every role is trusted."""
        parts = {
            "host": str(self.socket_dir),
            "port": str(self.port),
            "user": user,
            "dbname": database,
        }
        return " ".join(f"{key}={_quoted(value)}" for key, value in parts.items())


def read_server(home: Path) -> EmbeddedServer | None:
    """The server of a home, if it runs and takes connections.

    Raises:
        CannotRun: what it recorded cannot be read.
    """
    with tell_refusals(home):
        record = read_record(home)
        running = read_postmaster(record.data_dir) if record else None
    if record is None or running is None or not running.ready:
        return None
    return _server(running, record)


def start_server(
    home: Path,
    *,
    build: ServerBuild | None = None,
    settings: Settings = (),
    template: Path | None = None,
) -> EmbeddedServer:
    """The server of a home, started if it does not run.

    Args:
        home: where its files go; made if it is missing.
        build: what to run; without it, what made the data, or the first that is
            found on the machine.
        settings: names and values beyond PostgreSQL's defaults, for this start;
            one that runs already keeps those it has. Data made with fsync off is
            not synced either.
        template: the data directory of a stopped server to copy, in place of initdb.

    Raises:
        CannotRun: it cannot be made or started.
    """
    home = home.absolute()
    with lock_home(home) as lock:
        if running := read_server(home):
            return running
        cluster = _place(home, build, settings)
        if not cluster.data_dir.exists():
            if template is not None:
                copy_data(cluster, template)
            else:
                create_data(cluster, held=lock)
        record = Record(
            data_dir=cluster.data_dir,
            bin_dir=cluster.build.bin_dir,
            version=cluster.build.version,
        )
        write_record(home, record)
        return _server(start_cluster(cluster), record)


def stop_server(home: Path, *, immediate: bool = False) -> None:
    """Stop the server of a home, if it runs; its data stays.

    Args:
        home: the home.
        immediate: without a checkpoint, for data that is not needed again.

    Raises:
        CannotRun: it goes on running.
    """
    home = home.absolute()
    if not home.is_dir():
        return
    with lock_home(home):
        _stop(home, immediate=immediate)


def delete_server(home: Path) -> None:
    """Stop the server of a home and delete its data; other files in it stay.

    Raises:
        CannotRun: it goes on running, or cannot be deleted.
    """
    home = home.absolute()
    if not home.is_dir():
        return
    with lock_home(home):
        _stop(home, immediate=True)
        for data_dir in find_data_dirs(home):
            for path in (data_dir, data_dir.with_name(f"{DATA}.new")):
                if path.exists():
                    shutil.rmtree(path)
        (home / LOG).unlink(missing_ok=True)
        for folder in find_folders(home):
            shutil.rmtree(folder)


def _stop(home: Path, *, immediate: bool) -> None:
    for data_dir in find_data_dirs(home):
        stop_cluster(data_dir, immediate=immediate)
    (home / RECORD).unlink(missing_ok=True)
    for folder in find_folders(home):
        # Only where they are empty: for root the folder may hold the data.
        with contextlib.suppress(OSError):
            (folder / SOCKET).rmdir()
            folder.rmdir()


def _place(home: Path, build: ServerBuild | None, settings: Settings) -> Cluster:
    """Decide where the data lies, whose it is, and what runs it."""
    data_dir = home / DATA
    if data_dir.is_symlink():
        raise CannotRun(
            f"{data_dir} is a link, so the data may be another server's",
            help=f"Remove {data_dir}.",
        )
    owner = find_owner(data_dir)
    folder = make_folder(home, owner)
    if not can_reach(owner, home):
        if data_dir.exists():
            raise CannotRun(
                f"the user who runs the server can no longer enter {home}",
                help="Give back the rights that its folders had.",
            )
        data_dir = folder / DATA
    return Cluster(
        data_dir=data_dir,
        socket_dir=folder / SOCKET,
        log=home / LOG,
        owner=owner,
        build=reachable_build(_build_for(data_dir, build), owner, folder),
        settings=settings,
    )


def _build_for(data_dir: Path, build: ServerBuild | None) -> ServerBuild:
    if not data_dir.exists():
        return build or find_build()
    # Only its number: a server's data says nothing of the minor version.
    said = (data_dir / "PG_VERSION").read_text("utf-8").strip()
    major = int(said) if said.isdecimal() else 0
    if build is not None and build.major == major:
        return build
    if build is None:
        with contextlib.suppress(CannotRun):
            return find_build(major=major)
    raise CannotRun(
        f"the data in {data_dir} is PostgreSQL {major}'s",
        help=f"Install PostgreSQL {major}, or delete the data to start afresh.",
    )


def _server(running: Postmaster, record: Record) -> EmbeddedServer:
    return EmbeddedServer(
        socket_dir=running.socket_dir,
        port=running.port,
        pid=running.pid,
        data_dir=record.data_dir,
        bin_dir=record.bin_dir,
        version=record.version,
    )


def _quoted(value: str) -> str:
    escaped = value.replace("\\", r"\\").replace("'", r"\'")
    return f"'{escaped}'"
