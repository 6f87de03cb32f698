"""The calls that say what would change, and change nothing."""

from collections.abc import Sequence
from pathlib import Path

from compiler.api.home import CACHE, HOME
from compiler.api.results import Planned


def plan(
    specs: Path,
    tenants: Sequence[str] = (),
    *,
    dsn: str,
    scratch: str | None = None,
    home: Path = HOME,
) -> Planned:
    """Return what would have to change in a database for it to be as specs say.

    Args:
        specs: folder of the specs.
        tenants: ids of those to plan for; none for all.
        dsn: of the database; nothing is ever made in it.
        scratch: of the server on which what specs ask for is built, read and undone;
            that of the database where none is named.
        home: where the cache stands.

    Raises:
        CannotRun: a server, the rights or the disk do not let us.
        UsageError: the specs list no such tenant.
    """
    from compiler.api.compilation import compile_specs, require_tenant
    from compiler.diagnostics import has_errors
    from compiler.execute.failure import telling
    from compiler.execute.session import connect
    from compiler.names import BUILT_TENANT
    from compiler.output.cache import read_cache
    from compiler.plan.role_owner import claim_roles
    from compiler.rehearse.actual import read_actual
    from compiler.rehearse.desired import fill_statements, read_desired
    from compiler.rehearse.fleet import Fleet, find_forms, plan_fleet

    compilation = compile_specs(specs, read_cache(home / CACHE).passed)
    blueprint = compilation.blueprint
    if blueprint is None or has_errors(compilation.findings):
        return Planned(findings=compilation.findings, plan=None, blueprint=None)
    chosen = [require_tenant(blueprint, each).id for each in tenants] or [
        each.id for each in blueprint.tenants
    ]
    owner, forms = blueprint.project.owner, find_forms(compilation.tenant)
    with telling("read what is there"), connect(dsn, purpose="plan") as conn:
        database = conn.info.dbname
        fleet = Fleet(
            shared=claim_roles(blueprint.shared.objects, database),
            tenant=claim_roles(blueprint.tenant.objects, database),
            forms=forms,
            tenants=tuple(each.id for each in blueprint.tenants),
        )
        actual = read_actual(conn, fleet.schemas(chosen), fleet.roles(chosen), owner)
    built = fill_statements(compilation.tenant, BUILT_TENANT, forms)
    desired = read_desired(scratch or dsn, compilation.shared, built, owner)
    return Planned(
        findings=compilation.findings,
        plan=plan_fleet(fleet, actual, desired, chosen),
        blueprint=blueprint,
    )
