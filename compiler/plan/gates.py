"""Functions that decide who sees which rows, because policies call them."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.needs import find_texts, names_in
from compiler.model.policy import Policy
from compiler.model.routine import Routine
from compiler.plan.alterable import fields_that_differ
from compiler.plan.changes import Alter
from compiler.plan.hazard import Danger, Hazard
from compiler.plan.part import Part
from compiler.plan.plan import PartPlan, Priced

_DECIDING: Final = frozenset(
    {"body", "language", "settings", "security_definer", "owner", "strict"}
)
"""Fields of a function by which it may answer otherwise."""


def mark_gates(
    plans: Iterable[PartPlan], parts: Iterable[Part]
) -> tuple[PartPlan, ...]:
    """Return plans in which a change of a function that policies call is a hazard.

    Args:
        plans: of each part.
        parts: as they are, and are to be.
    """
    listed = tuple(plans)
    if not any(_is_other(each) for plan in listed for each in plan.changes()):
        return listed
    gates = _find_gates(
        item for part in parts for item in (*part.actual, *part.wanted.spelled)
    )
    return tuple(_mark(plan, gates) for plan in listed)


def _find_gates(objects: Iterable[DatabaseObject]) -> AbstractSet[QualifiedName]:
    """Return what policies name, and what functions among that name in turn."""
    texts: dict[QualifiedName, list[str]] = {}
    called: list[QualifiedName] = []
    for each in objects:
        match each:
            case Routine():
                texts.setdefault(each.name, []).append(each.body)
            case Policy():
                called += (name for text in find_texts(each) for name in names_in(text))
            case _:
                pass
    return frozenset(_follow(called, texts))


def _follow(
    called: list[QualifiedName], texts: Mapping[QualifiedName, list[str]]
) -> Iterator[QualifiedName]:
    seen: set[QualifiedName] = set()
    while called:
        name = called.pop()
        if name in texts and name not in seen:
            seen.add(name)
            yield name
            called += (other for text in texts[name] for other in names_in(text))


def _mark(plan: PartPlan, gates: AbstractSet[QualifiedName]) -> PartPlan:
    steps = tuple(
        dataclasses.replace(
            step, changes=tuple(_with_dangers(each, gates) for each in step.changes)
        )
        for step in plan.steps
    )
    return dataclasses.replace(plan, steps=steps)


def _with_dangers(priced: Priced, gates: AbstractSet[QualifiedName]) -> Priced:
    match priced.change:
        case Alter(after=Routine(name=name)) if name in gates and _is_other(priced):
            words = f"policies call {name.name}, which may answer otherwise"
            dangers = (
                Danger(Hazard.ACCESS_WIDENED, words),
                Danger(Hazard.ACCESS_NARROWED, words),
            )
            return dataclasses.replace(priced, dangers=(*priced.dangers, *dangers))
        case _:
            return priced


def _is_other(priced: Priced) -> bool:
    """Return whether a function comes to answer otherwise, as far as one can tell."""
    match priced.change:
        case Alter(before=Routine() as before, after=Routine() as after):
            return bool(_DECIDING & fields_that_differ(before, after))
        case _:
            return False
