"""A plan for a database, made of specs: for calls that show it, or apply it."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import compiler
from compiler.api.compilation import Compilation, require_tenant
from compiler.api.labels import label_things
from compiler.api.ordering import find_blueprint, order
from compiler.api.results import Planned
from compiler.diagnostics import sort_findings
from compiler.execute.session import LOCK_TIMEOUT_MS
from compiler.load.excerpts import add_excerpts
from compiler.model.identity import identify
from compiler.model.table_part import Thing
from compiler.output.known import FILE, read_known
from compiler.output.plan_content import PlanFile, describe_parts
from compiler.plan.changes import thing_of
from compiler.plan.fingerprint import fingerprint_part
from compiler.rehearse.made import Made
from compiler.rehearse.planner import make_plan
from compiler.rehearse.servers import Servers


def plan_for(
    compilation: Compilation,
    tenants: Sequence[str],
    servers: Servers,
    known: Mapping[str, str] | None,
) -> tuple[Planned, Made | None]:
    """Return the plan for a database, and what it was made for; or why there is none.

    Args:
        compilation: of the specs.
        tenants: ids of those to plan for; none for all.
        servers: those that it is made with.
        known: what was learned of tenants earlier; nothing where all is read anew.
    """
    blueprint = find_blueprint(compilation)
    planned = Planned(
        findings=compilation.findings, plan=None, labels=None, target="", file_hash=""
    )
    if blueprint is None:
        return planned, None
    chosen = tuple(require_tenant(blueprint, each).id for each in tenants)
    made = make_plan(order(compilation, blueprint, chosen), servers, known)
    # What is drift is told, whether or not rows could follow.
    if servers.stage is not None and made.refused:
        found = add_excerpts(made.refused, compilation.lines)
        whole = sort_findings((*compilation.findings, *found))
        return dataclasses.replace(planned, findings=whole), None
    labels = label_things(blueprint, compilation.shipped)
    return (
        dataclasses.replace(planned, plan=made.plan, labels=labels, target=made.target),
        made,
    )


def plan_remembering(
    compilation: Compilation, tenants: Sequence[str], servers: Servers, home: Path
) -> Callable[[object], tuple[Planned, Made | None]]:
    """Return what makes a plan, by what earlier ones have found out."""

    def make(_: object) -> tuple[Planned, Made | None]:
        """Return the plan, and what it was made for."""
        known = read_known(home / FILE).digests
        return plan_for(compilation, tenants, servers, known)

    return make


def describe_plan(made: Made, origin: Callable[[Thing], str]) -> PlanFile:
    """Return what a plan file says of a plan.

    Args:
        made: the plan, and what it was made for.
        origin: where a thing is asked for.
    """
    things = (
        thing_of(priced.change) for part in made.plan.parts for priced in part.changes()
    )
    places = ((str(identify(each)), origin(each)) for each in things)
    prints = (fingerprint_part(each, made.request.fleet.notes) for each in made.parts)
    return PlanFile(
        tool=compiler.__version__,
        address=made.address,
        origins={name: place for name, place in places if place},
        request=made.request,
        hazards=tuple(each.value for each in made.plan.hazards()),
        lock_timeout_ms=LOCK_TIMEOUT_MS,
        parts=describe_parts(made.plan, prints),
    )


def origin_of(planned: Planned) -> Callable[[Thing], str]:
    """Return what tells where a thing is asked for."""
    return planned.labels.origin if planned.labels else lambda _: ""
