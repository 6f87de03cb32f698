"""Makes a plan: what specs ask for is read on one server, what is there on another."""

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.build.blueprint import Blueprint
from compiler.build.project import Project
from compiler.errors import CannotRun
from compiler.execute.failure import telling
from compiler.execute.session import connect
from compiler.introspect.read import read_address
from compiler.introspect.size import read_sizes
from compiler.names import BUILT_TENANT, SENTINEL_TENANT, TENANT_ID
from compiler.plan.address import Question
from compiler.plan.fleet import Desired, Fleet
from compiler.plan.notes import Notes
from compiler.plan.part import Part
from compiler.plan.plan import Plan, Rehearsal
from compiler.plan.planning import plan_parts
from compiler.plan.platform import Platform
from compiler.plan.request import Request
from compiler.plan.role_owner import claim_roles
from compiler.plan.sentinel import list_names, map_names
from compiler.plan.unfilled import find_unfilled_columns
from compiler.rehearse.actual import one_state, read_actual
from compiler.rehearse.aim import Aim, Pending
from compiler.rehearse.desired import read_desired
from compiler.rehearse.fleet import divide_between, divide_fleet, find_strays
from compiler.rehearse.forms import find_forms
from compiler.rehearse.made import Made
from compiler.rehearse.pieces import Build, prepare_build
from compiler.rehearse.rehearsal import rehearse
from compiler.rehearse.servers import Servers
from compiler.rehearse.standing import describe_target, read_state
from compiler.rehearse.tenants import TenantReader
from compiler.render.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What is to be planned.

    Args:
        shared: statements of what stands once, in the order of execution.
        tenant: statements of the sentinel tenant, in the order of execution.
        platform: what specs say of it beside its objects.
        tenants: ids of those to plan for.
    """

    blueprint: Blueprint
    platform: Platform
    shared: Sequence[Statement]
    tenant: Sequence[Statement]
    tenants: tuple[str, ...]


def make_plan(
    ordered: Ordered, servers: Servers, known: Mapping[str, str] | None
) -> Made:
    """Return what makes a database what specs ask for.

    Args:
        ordered: what specs ask for, and for whom.
        servers: those that it is made with.
        known: what was learned of tenants earlier; nothing where all is read anew.

    Raises:
        CannotRun: a server or the rights do not let us.
    """
    desired = _desire(ordered, servers.scratch)
    with telling("read what is there"), connect(servers.target, purpose="plan") as conn:
        request = _request_of(ordered, desired, read_address(conn).database)
        made = _plan_for(conn, request, known)
    refused = tuple(find_unfilled_columns(made.plan, ordered.blueprint))
    wants = servers.witness or not _is_all_new(made.parts, made.plan)
    if servers.stage is None or not wants or made.plan.is_empty or refused:
        return dataclasses.replace(made, refused=refused)
    aim = Aim(
        fleet=request.fleet,
        desired=desired,
        owner=request.platform.owner,
        fresh=_builder_of(ordered) if servers.witness else None,
    )
    stage = servers.stage(made.address.version)
    rehearsal = rehearse_parts(made.parts, made.plan, aim, stage)
    return dataclasses.replace(
        made, plan=dataclasses.replace(made.plan, rehearsal=rehearsal)
    )


def plan_again(request: Request, dsn: str, known: Mapping[str, str] | None) -> Made:
    """Return what makes a database what is asked of it now; nothing is rehearsed.

    Args:
        request: what is asked.
        dsn: of the database.
        known: what was learned of tenants earlier; nothing where all is read anew.

    Raises:
        CannotRun: the server or the rights do not let us.
    """
    with telling("read what is there"), connect(dsn, purpose="plan") as conn:
        return _plan_for(conn, request, known)


def _plan_for(
    conn: psycopg.Connection[Any], request: Request, known: Mapping[str, str] | None
) -> Made:
    _require_utf8(conn)
    fleet, owner = request.fleet, request.platform.owner
    question = _question_of(request)
    with one_state(conn):
        actual = read_actual(
            conn, fleet.schemas(()), question.roles, owner, question.pattern
        )
        reader = TenantReader(conn, fleet, owner, known)
        parts = divide_fleet(fleet, actual, request.desired, reader, request.tenants)
        state = "" if known is None else read_state(conn, question, actual)
    plan = plan_parts(parts, fleet.notes, find_strays(fleet, actual))
    return Made(
        plan=_with_sizes(plan, conn),
        refused=(),
        parts=parts,
        request=request,
        address=read_address(conn),
        target=describe_target(conn),
        question=question,
        state=state,
        learned=reader.learned,
    )


def _is_all_new(parts: Sequence[Part], plan: Plan) -> bool:
    """Return whether a plan changes nothing that is there.

    What the specs ask for has been built to be read, so it can be, and nothing can be
    lost of what is not there.
    """
    pairs = zip(parts, plan.parts, strict=True)
    return not any(part.actual for part, planned in pairs if planned.steps)


def _require_utf8(conn: psycopg.Connection[Any]) -> None:
    """Refuse a database that cannot hold what specs say, as `up` does.

    Raises:
        CannotRun: it has another encoding.
    """
    encoding, name = conn.info.parameter_status("server_encoding"), conn.info.dbname
    if encoding != "UTF8":
        raise CannotRun(
            f"database {name} has the encoding {encoding}",
            help=f"Use a database made with ENCODING 'UTF8', not {name}.",
        )


def _with_sizes(plan: Plan, conn: psycopg.Connection[Any]) -> Plan:
    """Return a plan with how large the tables are that it locks."""
    parts = (
        dataclasses.replace(
            part, sizes=read_sizes(conn, part.locked(), part.tenants or ("",))
        )
        for part in plan.parts
    )
    return dataclasses.replace(plan, parts=tuple(parts))


def _question_of(request: Request) -> Question:
    return Question(
        schemas=request.fleet.schemas(request.tenants),
        roles=request.fleet.roles(request.tenants),
        owner=request.platform.owner,
        pattern=request.pattern,
    )


def _request_of(ordered: Ordered, desired: Desired, database: str) -> Request:
    return Request(
        fleet=_fleet_of(ordered, database),
        desired=desired,
        platform=ordered.platform,
        pattern=_pattern(ordered.blueprint.project),
        tenants=ordered.tenants,
    )


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


def rehearse_parts(
    parts: Sequence[Part],
    plan: Plan,
    aim: Aim,
    stage: AbstractContextManager[str],
) -> Rehearsal:
    """Return what came of a plan: of what stands once, and every class that changes."""
    pairs = [Pending(*each) for each in zip(parts, plan.parts, strict=True)]
    shared, *classes = pairs
    changing = [each for each in classes if each.plan.steps]
    # What stands once is seen to change under somebody.
    chosen = changing or classes[:1]
    try:
        with stage as dsn:
            return rehearse([shared, *chosen], aim, dsn)
    except CannotRun as problem:
        return Rehearsal(there=(str(problem),), back=(), rows=0)


def _builder_of(ordered: Ordered) -> Callable[[str], Build]:
    owner = ordered.blueprint.project.owner

    def build(tenant: str) -> Build:
        """Return what has to be built for a tenant, or of what stands once."""
        return prepare_build(
            ordered.tenant if tenant else ordered.shared, owner, tenant
        )

    return build


def _fleet_of(ordered: Ordered, database: str) -> Fleet:
    blueprint = ordered.blueprint
    return Fleet(
        shared=claim_roles(blueprint.shared.objects, database),
        tenant=claim_roles(blueprint.tenant.objects, database),
        forms=find_forms(ordered.tenant),
        managed=blueprint.project.managed,
        notes=Notes(
            renames=tuple(blueprint.renames),
            ignored=tuple(blueprint.ignored),
            value_sources=tuple(blueprint.value_sources),
            owner=blueprint.project.owner,
            admin=blueprint.project.admin,
        ),
        tenants=tuple(each.id for each in blueprint.tenants),
    )


def _desire(ordered: Ordered, scratch: str) -> Desired:
    owner = ordered.blueprint.project.owner
    built = read_desired(
        scratch,
        prepare_build(ordered.shared, owner),
        prepare_build(ordered.tenant, owner, BUILT_TENANT),
        owner,
    )
    names = list_names(find_forms(ordered.tenant), BUILT_TENANT, SENTINEL_TENANT)
    return Desired(shared=built.shared, tenant=map_names(built.tenant, names))


def _pattern(project: Project) -> str:
    """Return what tenants' schemas are called, as PostgreSQL's regular expression."""
    before, _, after = project.schema_of(SENTINEL_TENANT).partition(SENTINEL_TENANT)
    return f"^{re.escape(before)}{TENANT_ID.pattern}{re.escape(after)}$"
