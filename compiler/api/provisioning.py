"""The call that makes one tenant, for whoever takes tenants on by a program."""

import time
from pathlib import Path

from compiler.api.home import HOME
from compiler.api.planning import find_servers
from compiler.api.results import Provisioned, ProvisionedTenant
from compiler.apply.applied import Applied
from compiler.apply.progress import Progress, Stage, silent, tell
from compiler.plan.platform import Platform


def provision(  # noqa: PLR0913 - each is an option
    specs: Path,
    tenant: str,
    *,
    dsn: str,
    scratch: str | None = None,
    progress: Progress = silent,
    home: Path = HOME,
) -> Provisioned:
    """Bring one tenant into a database, and return what it is called there.

    A tenant that is there becomes as the specs say, and one that is so stays as it is.
    Who calls it while another call is under way waits for that one; what stands once
    is made with the first tenant. Nothing with a hazard is ever applied.

    Args:
        specs: folder of the specs, which list the tenant.
        tenant: its id.
        dsn: of the database.
        scratch: of the server on which what specs ask for is built, read and undone;
            as for `plan`.
        progress: told of every step.
        home: where the cache and the embedded server stand.

    Raises:
        CannotRun: a server, the rights or the disk do not let us.
        Refused: the change has a hazard, or something else is there, and somebody has
            to decide.
        UsageError: the specs list no such tenant.
    """
    from compiler.api.application import Target, run_application
    from compiler.api.applying import ApplyOptions
    from compiler.api.compilation import require_tenant
    from compiler.api.ordering import compile_remembering, find_blueprint
    from compiler.api.plans import plan_remembering
    from compiler.api.platform import describe_platform

    started = time.monotonic()
    tell(progress, Stage.COMPILE)
    compilation = compile_remembering(specs, home)
    blueprint = find_blueprint(compilation)
    if blueprint is None:
        return Provisioned(findings=compilation.findings, tenant=None, failure=None)
    platform = describe_platform(blueprint)
    chosen = (require_tenant(blueprint, tenant).id,)
    changed = run_application(
        Target(dsn=dsn, platform=platform, tenants=chosen),
        plan_remembering(compilation, chosen, find_servers(dsn, scratch, home), home),
        ApplyOptions(),
        progress,
    )
    applied = changed.applied
    if applied is None:
        return Provisioned(findings=changed.findings, tenant=None, failure=None)
    return Provisioned(
        findings=changed.findings,
        tenant=_describe(platform, applied, time.monotonic() - started),
        failure=next((each.failure for each in applied.failed), None),
    )


def _describe(
    platform: Platform, applied: Applied, seconds: float
) -> ProvisionedTenant:
    shared, own = applied.parts
    (schema,) = (each.schema for each in platform.tenants if each.id == own.part)
    return ProvisionedTenant(
        id=own.part,
        schema=schema,
        roles=platform.own_roles([own.part]),
        version=own.version,
        created=own.created,
        seconds=round(seconds, 3),
        shared_seconds=shared.seconds,
        own_seconds=own.seconds,
    )
