"""The call that drops a tenant: the last resort, from which no way leads back."""

from pathlib import Path

import compiler
from compiler.api.home import HOME
from compiler.api.results import DroppedTenant
from compiler.apply.progress import Progress, Stage, silent, tell
from compiler.errors import UsageError
from compiler.names import TENANT_ID


def drop_tenant(  # noqa: PLR0913 - each is an option
    specs: Path,
    tenant: str,
    *,
    confirm: str,
    dsn: str,
    progress: Progress = silent,
    home: Path = HOME,
) -> DroppedTenant:
    """Drop a tenant with all its rows, and return what there was of it.

    What was broken off is gone on with by the next call. What is left is the tenant's
    history in the journal.

    Args:
        specs: folder of the specs, which say what a tenant is called; whether they
            still list it makes no difference.
        tenant: its id.
        confirm: its id once more.
        dsn: of the database.
        progress: told of every piece that is gone.
        home: where the cache stands.

    Raises:
        CannotRun: the server or the rights do not let us.
        Refused: a legal hold stands, something elsewhere depends on the tenant's
            schema or belongs to its roles, or somebody is logged in as one; nothing
            was changed.
        UsageError: that is no tenant's id, or it was not confirmed.
    """
    from compiler.api.ordering import compile_remembering, find_blueprint
    from compiler.api.platform import describe_leaver
    from compiler.apply.locks import Locks
    from compiler.dropping.dropping import drop_leaver
    from compiler.execute.failure import telling
    from compiler.execute.session import connect

    _require_meant(tenant, confirm)
    tell(progress, Stage.COMPILE)
    compilation = compile_remembering(specs, home)
    blueprint = find_blueprint(compilation)
    if blueprint is None:
        return DroppedTenant(findings=compilation.findings, dropped=None, listed=False)
    leaver = describe_leaver(blueprint, tenant)
    locks = Locks(
        schema=leaver.platform.schema, on_wait=lambda: tell(progress, Stage.WAIT)
    )
    with (
        telling(f"drop {tenant}"),
        connect(dsn, purpose="drop-tenant") as conn,
        locks.hold_some(conn, [tenant]),
    ):
        dropped = drop_leaver(conn, leaver, progress, compiler.__version__)
    return DroppedTenant(
        findings=compilation.findings,
        dropped=dropped,
        listed=any(each.id == tenant for each in blueprint.tenants),
    )


def _require_meant(tenant: str, confirm: str) -> None:
    if not TENANT_ID.fullmatch(tenant):
        raise UsageError(
            f"{tenant} is no tenant's id", help="Write small letters, digits and _."
        )
    if confirm != tenant:
        raise UsageError(
            f"that {tenant} goes with all its rows is not confirmed",
            help=f"Where that is meant, write --confirm {tenant}.",
        )
