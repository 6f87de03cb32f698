"""The plan back to states that were written down, rehearsed."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.identity import identify
from compiler.plan.fleet import Desired, Fleet
from compiler.plan.part import Part
from compiler.plan.plan import Plan, Rehearsal
from compiler.plan.turning_back import turn_back
from compiler.rehearse.aim import Aim
from compiler.rehearse.forms import find_forms
from compiler.rehearse.made import Made
from compiler.rehearse.planner import plan_again, rehearse_parts
from compiler.rehearse.servers import Servers
from compiler.render.change import render_catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A state that was written down.

    Args:
        objects: under the sentinel tenant's names.
    """

    fingerprint: str
    objects: tuple[DatabaseObject, ...]


def read_with_stored(
    made: Made, shared: Stored | None, tenants: Mapping[str, Stored], servers: Servers
) -> Made:
    """Return what is there, with what no spec asks for any more and a state had.

    Args:
        made: what is there of what specs ask for.
        shared: what stood once; nothing where that stays as it is.
        tenants: ids to what each had.
        servers: those that it was read on.
    """
    request = made.request
    fleet, desired = request.fleet, request.desired
    once = _left_out(fleet.shared, () if shared is None else (shared,))
    own = _left_out(fleet.tenant, tenants.values())
    if not once and not own:
        return made
    made_of_them = render_catalog(Catalog(objects=own), request.platform.owner)
    return plan_again(
        dataclasses.replace(
            request,
            fleet=dataclasses.replace(
                fleet,
                shared=(*fleet.shared, *once),
                tenant=(*fleet.tenant, *own),
                forms=tuple(sorted({*fleet.forms, *find_forms(made_of_them)})),
            ),
            desired=dataclasses.replace(desired, shared=(*desired.shared, *once)),
        ),
        servers.target,
        None,
    )


def _left_out(
    asked: Iterable[DatabaseObject], states: Iterable[Stored]
) -> tuple[DatabaseObject, ...]:
    """Return what states had, and nobody asks for."""
    known = {identify(each) for each in asked}
    found = {identify(each): each for state in states for each in state.objects}
    return tuple(each for identity, each in found.items() if identity not in known)


def make_way_back(
    made: Made, shared: Stored | None, tenants: Mapping[str, Stored], servers: Servers
) -> Made:
    """Return the plan that makes parts again what they were.

    Args:
        made: what is there, and what was asked of it.
        shared: what stood once; nothing where that stays as it is.
        tenants: ids to what each had; who is not named stays as they are.
        servers: those that it is rehearsed on.
    """
    pairs = [
        (made.parts[0], made.parts[0].actual if shared is None else shared.objects),
        *_split(made.parts[1:], tenants),
    ]
    parts, plan = turn_back(pairs, made.request.fleet.notes)
    if servers.stage is not None and not plan.is_empty:
        rehearsals = tuple(_rehearse(made, parts, plan, servers))
        plan = dataclasses.replace(plan, rehearsal=_join(rehearsals))
    return dataclasses.replace(made, parts=parts, plan=plan)


def _split(
    parts: Sequence[Part], tenants: Mapping[str, Stored]
) -> Iterator[tuple[Part, tuple[DatabaseObject, ...]]]:
    """Yield classes of tenants that are alike now, and are to be alike."""
    for part in parts:
        by_state: dict[str, list[str]] = {}
        for each in part.tenants:
            stored = tenants.get(each)
            by_state.setdefault(stored.fingerprint if stored else "", []).append(each)
        for alike in by_state.values():
            stored = tenants.get(alike[0])
            one = dataclasses.replace(part, tenants=tuple(alike))
            yield one, part.actual if stored is None else stored.objects


def _rehearse(
    made: Made, parts: Sequence[Part], plan: Plan, servers: Servers
) -> Iterator[Rehearsal]:
    """Yield what came of the way of each class that goes back, or of one that stays."""
    shared, *classes = zip(parts, plan.parts, strict=True)
    going = [each for each in classes if each[1].steps]
    assert servers.stage is not None  # noqa: S101 - asked before
    for part, planned in going or classes[:1]:
        aim = Aim(
            fleet=_without_notes(made.request.fleet),
            desired=Desired(
                shared=shared[0].wanted.spelled, tenant=part.wanted.spelled
            ),
            owner=made.request.platform.owner,
            fresh=None,
        )
        yield rehearse_parts(
            (shared[0], part),
            dataclasses.replace(plan, parts=(shared[1], planned)),
            aim,
            servers.stage(made.address.version),
        )


def _without_notes(fleet: Fleet) -> Fleet:
    """Return what specs ask for, but for what they say about the way there."""
    notes = dataclasses.replace(fleet.notes, renames=(), value_sources=())
    return dataclasses.replace(fleet, notes=notes)


def _join(rehearsals: Sequence[Rehearsal]) -> Rehearsal:
    return Rehearsal(
        there=tuple(words for each in rehearsals for words in each.there),
        back=tuple(words for each in rehearsals for words in each.back),
        rows=sum(each.rows for each in rehearsals),
    )
