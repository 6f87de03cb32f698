"""Makes a data directory, and starts and stops the server on it.

The server is told its socket and listens on nothing else. Whoever can open the
socket is trusted as any role; its folder lets in only the server's user and root.
"""

import os
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, TypeAlias

from compiler.errors import CannotRun
from compiler.postgres.build import ServerBuild
from compiler.postgres.owner import Owner, run_as
from compiler.postgres.postmaster import (
    Postmaster,
    disown_stale_files,
    is_alive,
    read_postmaster,
)

BOOT_TIMEOUT_S: Final = 60.0
STOP_TIMEOUT_S: Final = 60.0
POLL_S: Final = 0.02
LOG_LINES: Final = 12
# Since this version it brings its own collation, the same on every system.
BUILTIN_LOCALE_MAJOR: Final = 17
# The server of the last start has died, and a child of it has not noticed yet.
ORPHANS_LIVE: Final = "is still in use"
# Another start was quicker: its server, not yet seen, took the directory.
TAKEN: Final = "already exists"

Settings: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A data directory, with what is needed to run it."""

    data_dir: Path
    socket_dir: Path
    log: Path
    owner: Owner
    build: ServerBuild
    settings: Settings


def create_data(cluster: Cluster, *, held: int) -> None:
    """Make the data directory with initdb.

    It is made beside its place and renamed, so that a directory at its place is
    whole. Whatever lies beside it is left over from a start that was killed.

    Args:
        cluster: what to make; its parent belongs to us.
        held: the descriptor of a lock, which initdb goes on holding if we die.

    Raises:
        CannotRun: initdb failed.
    """
    new = _empty_beside(cluster)
    with _open_log(cluster) as log:
        for locale in _locales(cluster.build):
            command = [*_initdb(cluster, new), *locale]
            done = run_as(cluster.owner, command, log=log, held=(held,))
            if done.returncode == 0:
                new.rename(cluster.data_dir)
                return
    raise CannotRun(f"initdb failed:\n{_tail(cluster.log)}")


def copy_data(cluster: Cluster, template: Path) -> None:
    """Make the data directory as a copy of that of a stopped server.

    Raises:
        CannotRun: it cannot be copied.
    """
    new = _empty_beside(cluster)
    new.rmdir()
    # cp keeps the owner, when root runs it.
    with _open_log(cluster) as log:
        us = Owner(uid=os.geteuid(), gid=os.getegid())
        if run_as(us, ["cp", "-Rp", template, new], log=log).returncode != 0:
            raise CannotRun(f"cannot copy {template}:\n{_tail(cluster.log)}")
    new.rename(cluster.data_dir)


def start_cluster(cluster: Cluster) -> Postmaster:
    """Start the server unless it runs, and wait until it takes connections.

    Raises:
        CannotRun: it did not start, or not within the boot timeout.
    """
    deadline = time.monotonic() + BOOT_TIMEOUT_S
    pid = 0
    while time.monotonic() < deadline:
        running = read_postmaster(cluster.data_dir)
        if running is not None and running.ready:
            return running
        if running is None and not is_alive(pid):
            if pid and not _may_be_tried_again(cluster.log):
                break
            disown_stale_files(cluster.data_dir, cluster.socket_dir, cluster.owner)
            with _open_log(cluster) as log:
                pid = _spawn(cluster, log)
        time.sleep(POLL_S)
    raise CannotRun(
        f"PostgreSQL did not start:\n{_tail(cluster.log)}",
        help=f"Look at {cluster.log}; stop what may still run with `tenantry down`.",
    )


def stop_cluster(data_dir: Path, *, immediate: bool = False) -> None:
    """Stop the server on a data directory, if one runs; sessions are ended.

    Args:
        data_dir: where it runs.
        immediate: without a checkpoint; the next start recovers.

    Raises:
        CannotRun: it goes on running.
    """
    running = read_postmaster(data_dir)
    if running is None:
        return
    for number in (signal.SIGINT, signal.SIGQUIT)[immediate:]:
        if _end(running.pid, number):
            return
    raise CannotRun(
        f"the server in {data_dir} (process {running.pid}) does not stop",
        help=f"End process {running.pid}.",
    )


def _end(pid: int, number: signal.Signals) -> bool:
    deadline = time.monotonic() + STOP_TIMEOUT_S
    os.kill(pid, number)
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_S)
    return True


def _open_log(cluster: Cluster) -> IO[bytes]:
    """Empty the log, which belongs to the server's user alone: rows stand in it."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    log = os.open(cluster.log, flags, 0o600)
    os.fchmod(log, 0o600)
    if cluster.owner.is_other:
        os.fchown(log, cluster.owner.uid, cluster.owner.gid)
    return os.fdopen(log, "wb")


def _empty_beside(cluster: Cluster) -> Path:
    new = cluster.data_dir.with_name(f"{cluster.data_dir.name}.new")
    if new.exists():
        shutil.rmtree(new)
    new.mkdir(mode=0o700)
    if cluster.owner.is_other:
        os.chown(new, cluster.owner.uid, cluster.owner.gid, follow_symlinks=False)
    return new


def _initdb(cluster: Cluster, new: Path) -> list[str | Path]:
    durable = ("fsync", "off") not in cluster.settings
    return [
        cluster.build.bin_dir / "initdb",
        f"--pgdata={new}",
        "--username=postgres",
        "--auth-local=trust",
        "--auth-host=reject",
        "--encoding=UTF8",
        *([] if durable else ["--no-sync"]),
    ]


def _locales(build: ServerBuild) -> tuple[list[str], ...]:
    if build.major >= BUILTIN_LOCALE_MAJOR:
        return (
            ["--locale-provider=builtin", "--locale=C", "--builtin-locale=C.UTF-8"],
        )
    # macOS has no C.UTF-8.
    return (["--locale=C.UTF-8"], ["--locale=C"])


def _spawn(cluster: Cluster, log: IO[bytes]) -> int:
    """Start the server's first process as nobody's child; returns its number."""
    settings = (
        ("listen_addresses", ""),
        ("port", "5432"),
        ("unix_socket_directories", _quoted_list_item(cluster.socket_dir)),
        ("unix_socket_permissions", "0700"),
        # A platform of a thousand tables is made in one transaction.
        ("max_locks_per_transaction", "512"),
        *cluster.settings,
    )
    server: list[str | Path] = [
        cluster.build.bin_dir / "postgres",
        *("-D", cluster.data_dir),
        *(f"--{name}={value}" for name, value in settings),
    ]
    adopt: list[str | Path] = [
        "/bin/sh",
        "-c",
        'exec "$@" >&2 </dev/null & echo $!',
        "sh",
        *server,
    ]
    said = run_as(cluster.owner, adopt, log=log, detached=True)
    return int(said.stdout)


def _quoted_list_item(path: Path) -> str:
    return '"' + str(path).replace('"', '""') + '"'


def _may_be_tried_again(log: Path) -> bool:
    said = _tail(log)
    return ORPHANS_LIVE in said or TAKEN in said


def _tail(log: Path) -> str:
    lines = log.read_text("utf-8", "replace").splitlines()
    return "\n".join(lines[-LOG_LINES:])
