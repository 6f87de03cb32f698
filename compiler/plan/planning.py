"""The plan of each part: of what stands once, and of every class of tenants."""

import dataclasses
from collections.abc import Iterable, Iterator

from compiler.model.catalog import DatabaseObject
from compiler.model.domain import Domain
from compiler.model.identity import identify
from compiler.model.rows import SeedRows
from compiler.model.table import Table
from compiler.model.table_part import Thing
from compiler.plan.changes import Alter, Change, Create
from compiler.plan.compare import list_things
from compiler.plan.draft import draft_changes
from compiler.plan.dress import dress_change
from compiler.plan.gates import mark_gates
from compiler.plan.ignoring import leave_out_ignored, tables_to_be
from compiler.plan.inverse import invert_part
from compiler.plan.notes import Notes
from compiler.plan.part import Part, Wanted
from compiler.plan.phase import Phase
from compiler.plan.plan import PartPlan, Plan, PricedStep, price_steps
from compiler.plan.priority import phase_of_thing
from compiler.plan.steps import split_steps
from compiler.plan.surroundings import find_surroundings


def plan_part(part: Part, notes: Notes, domains: Iterable[Domain] = ()) -> PartPlan:
    """Return what makes a part what it is to be, and what undoes that.

    Args:
        part: as it is, and is to be.
        notes: what specs say to plans alone.
        domains: that stand elsewhere, and columns may have.
    """
    known = tuple(domains)
    steps = _find_steps(part, notes, known)
    return PartPlan(
        tenants=part.tenants,
        steps=steps,
        back=_find_steps(*invert_part(part, notes), known) if steps else (),
        unmodelled=part.unmodelled,
    )


def plan_parts(parts: Iterable[Part], notes: Notes, strays: tuple[str, ...]) -> Plan:
    """Return what makes every part what it is to be.

    Args:
        parts: first what stands once, then each class of tenants.
        notes: what specs say to plans alone.
        strays: schemas of tenants that no spec lists.
    """
    listed = tuple(parts)
    domains = tuple(find_domains(listed))
    plans = (plan_part(each, notes, domains) for each in listed)
    return Plan(
        parts=mark_gates(plans, listed),
        strays=strays,
        rehearsal=None,
    )


def find_domains(parts: Iterable[Part]) -> Iterator[Domain]:
    """Yield the domains that stand once, as they are and are to be."""
    for part in parts:
        if not part.tenants:
            for each in (*part.actual, *part.wanted.spelled):
                if isinstance(each, Domain):
                    yield each


def _find_steps(
    part: Part, notes: Notes, domains: tuple[Domain, ...]
) -> tuple[PricedStep, ...]:
    tables, wanted = tables_to_be(part.actual, notes), part.wanted
    seen = Wanted(
        spelled=leave_out_ignored(wanted.spelled, notes.ignored, tables),
        neutral=leave_out_ignored(wanted.neutral, notes.ignored, tables),
        sources=leave_out_ignored(wanted.sources, notes.ignored, tables),
    )
    changes = draft_changes(
        part.actual, seen.spelled, notes=notes, reword=_Words(seen).reword
    )
    complete = tuple(_add_rows(changes, seen.sources))
    around = find_surroundings(part.actual, (*wanted.spelled, *domains))
    return price_steps(tuple(split_steps(complete)), around)


class _Words:
    """The words of the specs, for what a plan makes."""

    def __init__(self, wanted: Wanted) -> None:
        self._spelled = list_things(wanted.spelled)
        self._neutral = list_things(wanted.neutral)
        self._sources = list_things(wanted.sources)

    def reword(self, change: Change) -> Change:
        """Return the change in the words of the specs."""
        match change:
            case Create() if self._is_wanted(change.object):
                change = Create(object=self._neutral_of(change.object))
            case Alter() if self._is_wanted(change.after):
                after = self._neutral_of(change.after)
                change = dataclasses.replace(change, after=after)
            case _:
                # What is only for a while is in no spec.
                return change
        return dress_change(change, self._sources)

    def _is_wanted(self, thing: Thing) -> bool:
        return self._spelled.get(identify(thing)) == thing

    def _neutral_of(self, thing: Thing) -> Thing:
        return self._neutral.get(identify(thing), thing)


def _add_rows(
    changes: Iterable[Change], sources: Iterable[DatabaseObject]
) -> Iterator[Change]:
    """Yield the changes with the rows that new tables have from the start."""
    rows = {each.table: each for each in sources if isinstance(each, SeedRows)}
    waiting: list[Change] = []
    for change in changes:
        if waiting and not _comes_before_rows(change):
            yield from waiting
            waiting = []
        yield change
        if isinstance(change, Create) and isinstance(change.object, Table):
            seed = rows.get(change.object.name)
            waiting += [Create(object=seed)] if seed is not None else []
    yield from waiting


def _comes_before_rows(change: Change) -> bool:
    return isinstance(change, Create) and phase_of_thing(change.object) < Phase.ROWS
