"""Makes a plan: what specs ask for is read on one server, what is there on another."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from compiler.build.blueprint import Blueprint
from compiler.build.project import Project
from compiler.execute.failure import telling
from compiler.execute.session import connect
from compiler.names import BUILT_TENANT, SENTINEL_TENANT, TENANT_ID
from compiler.plan.notes import Notes
from compiler.plan.part import plan_parts
from compiler.plan.plan import Plan
from compiler.plan.role_owner import claim_roles
from compiler.rehearse.actual import read_actual
from compiler.rehearse.asked import Fleet, find_forms
from compiler.rehearse.desired import Desired, read_desired
from compiler.rehearse.fleet import divide_between, divide_fleet, find_strays
from compiler.rehearse.pieces import prepare_build
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
    owner = ordered.blueprint.project.owner
    with telling("read what is there"), connect(dsn, purpose="plan") as conn:
        info = conn.info
        fleet = _fleet_of(ordered, info.dbname)
        actual = read_actual(
            conn,
            fleet.schemas(ordered.tenants),
            fleet.roles(ordered.tenants),
            owner,
            _pattern(ordered.blueprint.project),
        )
        target = f"{info.host or 'localhost'}, database {info.dbname}, role {info.user}"
    desired = _desire(ordered, scratch)
    parts = divide_fleet(fleet, actual, desired, ordered.tenants)
    plan = plan_parts(parts, fleet.notes, find_strays(fleet, actual))
    return Made(plan=plan, target=target)


def make_difference(before: Ordered, after: Ordered, scratch: str) -> Plan:
    """Return what makes of a platform as one state of specs asks for it another.

    Args:
        before: what the one state asks for.
        after: what the other asks for, and for whom.
        scratch: of the server on which both are built, read and undone.

    Raises:
        CannotRun: the server or the rights do not let us.
    """
    states = [(_fleet_of(one, ""), _desire(one, scratch)) for one in (before, after)]
    parts = divide_between(states[0], states[1], after.tenants)
    return plan_parts(parts, states[1][0].notes, ())


def _fleet_of(ordered: Ordered, database: str) -> Fleet:
    blueprint = ordered.blueprint
    return Fleet(
        shared=claim_roles(blueprint.shared.objects, database),
        tenant=claim_roles(blueprint.tenant.objects, database),
        forms=find_forms(ordered.tenant),
        notes=Notes(renames=tuple(blueprint.renames), ignored=tuple(blueprint.ignored)),
        tenants=tuple(each.id for each in blueprint.tenants),
    )


def _desire(ordered: Ordered, scratch: str) -> Desired:
    owner = ordered.blueprint.project.owner
    return read_desired(
        scratch,
        prepare_build(ordered.shared, owner),
        prepare_build(ordered.tenant, owner, BUILT_TENANT),
        owner,
    )


def _pattern(project: Project) -> str:
    """Return what tenants' schemas are called, as PostgreSQL's regular expression."""
    before, _, after = project.schema_of(SENTINEL_TENANT).partition(SENTINEL_TENANT)
    return f"^{re.escape(before)}{TENANT_ID.pattern}{re.escape(after)}$"
