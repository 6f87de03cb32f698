"""Makes a plan: what specs ask for is read on one server, what is there on another."""

from collections.abc import Sequence
from dataclasses import dataclass

from compiler.build.blueprint import Blueprint
from compiler.execute.failure import telling
from compiler.execute.session import connect
from compiler.names import BUILT_TENANT
from compiler.plan.plan import Plan
from compiler.plan.role_owner import claim_roles
from compiler.rehearse.actual import read_actual
from compiler.rehearse.desired import fill_statements, read_desired
from compiler.rehearse.fleet import Fleet, find_forms, plan_fleet
from compiler.render.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What is to be planned.

    Args:
        shared: statements of what stands once, in the order of execution.
        tenant: statements of the sentinel tenant, in the order of execution.
        tenants: ids of those to plan for.
    """

    blueprint: Blueprint
    shared: Sequence[Statement]
    tenant: Sequence[Statement]
    tenants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A plan, and what it was made for.

    Args:
        target: host, database and role, in words.
    """

    plan: Plan
    target: str


def make_plan(ordered: Ordered, dsn: str, scratch: str) -> Made:
    """Return what makes a database what specs ask for.

    Args:
        ordered: what specs ask for, and for whom.
        dsn: of the database; it is only read.
        scratch: of the server to build on.

    Raises:
        CannotRun: a server or the rights do not let us.
    """
    blueprint, forms = ordered.blueprint, find_forms(ordered.tenant)
    owner = blueprint.project.owner
    with telling("read what is there"), connect(dsn, purpose="plan") as conn:
        info = conn.info
        fleet = Fleet(
            shared=claim_roles(blueprint.shared.objects, info.dbname),
            tenant=claim_roles(blueprint.tenant.objects, info.dbname),
            forms=forms,
        )
        actual = read_actual(
            conn, fleet.schemas(ordered.tenants), fleet.roles(ordered.tenants), owner
        )
        target = f"{info.host or 'localhost'}, database {info.dbname}, role {info.user}"
    built = fill_statements(ordered.tenant, BUILT_TENANT, forms)
    desired = read_desired(scratch, ordered.shared, built, owner)
    return Made(plan=plan_fleet(fleet, actual, desired, ordered.tenants), target=target)
