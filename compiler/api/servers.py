"""The calls that need a server: the embedded one, or one of the caller's own."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from compiler.api.home import HOME
from compiler.api.results import Connection, Upped
from compiler.apply.progress import Progress, Stage, silent, tell
from compiler.diagnostics import Finding
from compiler.errors import CannotRun, UsageError

_REHEARSALS: Final = "rehearsals"
"""Folder of a home for servers that plans are rehearsed on, by major version."""


def up(
    specs: Path,
    *,
    dsn: str | None = None,
    home: Path = HOME,
    progress: Progress = silent,
) -> Upped:
    """Compile the specs, apply them, and try whether the tenants are isolated.

    Nobody is asked; a plan with a hazard that stops is refused.

    Args:
        specs: folder of the specs.
        dsn: a server of the caller's own; without it the embedded one is started.
        home: where the embedded server lives.
        progress: told of every step as it begins.

    Raises:
        CannotRun: the server, the rights or the disk do not let us.
        Refused: the plan has a hazard that stops, or something else is there.
    """
    from compiler.api.application import Target, run_application
    from compiler.api.applying import ApplyOptions
    from compiler.api.ordering import compile_remembering, find_blueprint
    from compiler.api.planning import find_servers
    from compiler.api.plans import plan_remembering
    from compiler.api.platform import describe_platform
    from compiler.api.summary import look_at
    from compiler.verify.isolation import verify_isolation

    _refuse_empty(dsn)
    tell(progress, Stage.COMPILE)
    compilation = compile_remembering(specs, home)
    blueprint = find_blueprint(compilation)
    if blueprint is None:
        return _nothing_done(compilation.findings)
    own = None if dsn is not None else embedded_server(home, progress)
    database = own or dsn or ""
    target = Target(dsn=database, platform=describe_platform(blueprint), tenants=())
    servers = find_servers(database, None, home)
    make = plan_remembering(compilation, (), servers, home)
    changed = run_application(target, make, ApplyOptions(), progress)
    if changed.applied is None:
        return _nothing_done(changed.findings)
    whole = not (changed.applied.failed or changed.applied.interrupted)
    server, schemas = look_at(database, blueprint)
    return Upped(
        findings=changed.findings,
        changed=changed,
        server=server,
        schemas=schemas,
        isolation=verify_isolation(database, blueprint, progress) if whole else None,
        dsn=own,
    )


def _nothing_done(findings: tuple[Finding, ...]) -> Upped:
    return Upped(
        findings=findings, changed=None, server="", schemas={}, isolation=None, dsn=None
    )


def down(*, home: Path = HOME, delete_data: bool = False) -> bool:
    """Stop the embedded server, and return whether it ran.

    Args:
        home: where it lives.
        delete_data: delete its data too.

    Raises:
        CannotRun: it goes on running, or its data cannot be deleted.
    """
    from compiler.postgres.embedded import delete_server, read_server, stop_server

    ran = read_server(home) is not None
    # A rehearsal that was killed leaves its server running.
    for each in (home, *home.glob(f"{_REHEARSALS}/*/")):
        if delete_data:
            delete_server(each)
        else:
            stop_server(each)
    return ran


def connection(
    specs: Path,
    tenant: str | None = None,
    *,
    dsn: str | None = None,
    home: Path = HOME,
) -> Connection:
    """Return how to connect as a tenant's own login role.

    Args:
        specs: folder of the specs, which say what the role is called.
        tenant: its id; without it the embedded server's administrator is meant.
        dsn: a server of the caller's own; without it the embedded one, started if it
            does not run.
        home: where the embedded server lives.

    Raises:
        CannotRun: the server cannot be started, or the specs cannot be read.
        UsageError: the specs list no such tenant, or none is named with a `dsn`.
    """
    _refuse_empty(dsn)
    user = _login_of(specs, tenant) if tenant is not None else None
    if dsn is None:
        from compiler.postgres.embedded import start_server

        server = start_server(home)
        found = server.dsn(user=user) if user else server.dsn()
        return Connection(dsn=found, psql=_psql(server.bin_dir))
    if user is None:
        raise UsageError(
            "a tenant has to be named with --dsn",
            help="Name one; as yourself you connect with the DSN that you have.",
        )
    from compiler.execute.session import without_password

    return Connection(dsn=without_password(dsn, user), psql="psql")


def _refuse_empty(dsn: str | None) -> None:
    """Refuse the DSN of a shell variable that is not set: libpq would guess one."""
    if dsn is not None and not dsn.strip():
        raise UsageError(
            "the connection string is empty",
            help="Write one, or leave --dsn out for the embedded server.",
        )


def _login_of(specs: Path, tenant: str) -> str:
    """Return the login role of a tenant, looked up without compiling everything."""
    from compiler.api.compilation import require_tenant
    from compiler.build.blueprint import build_blueprint
    from compiler.load.documents import load_specs
    from compiler.model.role import Role
    from compiler.names import SENTINEL_TENANT

    loaded = load_specs(specs)
    blueprint, _ = build_blueprint(loaded.documents, loaded.broken)
    if blueprint is None:
        raise CannotRun(
            f"the specs in {specs} have no project",
            help="Run `tenantry check`, which says what is wrong with them.",
        )
    require_tenant(blueprint, tenant)
    login = blueprint.project.login_of(tenant)
    declared = blueprint.project.login_of(SENTINEL_TENANT)
    if not any(
        isinstance(item, Role) and item.name == declared
        for item in blueprint.tenant.objects
    ):
        raise CannotRun(
            f"no spec declares the role {login}, so nobody can log in as {tenant}",
            help="Add a spec of the role, with `login: true`.",
        )
    return login


def embedded_server(home: Path, progress: Progress = silent) -> str:
    """Return the connection string of the embedded server, started if need be."""
    from compiler.postgres.embedded import start_server

    tell(progress, Stage.SERVER)
    return start_server(home).dsn()


@contextlib.contextmanager
def server_to_rehearse_on(home: Path, major: int) -> Iterator[str]:
    """Lend the connection string of an embedded server of a major version.

    The one that runs is lent if it is of that version. Else one is started, and stopped
    again at the end.

    Args:
        home: where the embedded server lives.
        major: the version.

    Raises:
        CannotRun: there is no PostgreSQL of that version here, or it cannot be started.
    """
    from compiler.postgres.build import find_builds
    from compiler.postgres.embedded import read_server, start_server, stop_server
    from compiler.postgres.home import lock_home

    running = read_server(home)
    if running is not None and running.version[0] == major:
        yield running.dsn()
        return
    build = next((it for it in find_builds() if it.version[0] == major), None)
    if build is None:
        raise CannotRun(
            f"there is no PostgreSQL {major} on this machine to rehearse on",
            help="Name a server for that with --scratch.",
        )
    # One at a time: whoever is done first would stop it under the others.
    with lock_home(home / _REHEARSALS):
        own = home / _REHEARSALS / str(major)
        try:
            # What it holds is thrown away, so nothing of it need reach the disk.
            settings = (("fsync", "off"), ("full_page_writes", "off"))
            yield start_server(own, build=build, settings=settings).dsn()
        finally:
            stop_server(own, immediate=True)


def _psql(bin_dir: Path) -> str:
    """Return the psql that came with the server, or the one on the path."""
    own = bin_dir / "psql"
    return str(own) if own.exists() else "psql"
