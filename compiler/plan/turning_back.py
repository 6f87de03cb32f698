"""The plan back to a state that was written down."""

import dataclasses
from collections.abc import Iterable

from compiler.model.catalog import DatabaseObject
from compiler.plan.gates import mark_gates
from compiler.plan.inverse import invert_part
from compiler.plan.notes import Notes
from compiler.plan.part import Part, Wanted
from compiler.plan.plan import PartPlan, Plan
from compiler.plan.planning import find_domains, plan_part


def turn_back(
    pairs: Iterable[tuple[Part, tuple[DatabaseObject, ...]]], notes: Notes
) -> tuple[tuple[Part, ...], Plan]:
    """Return parts as they are and were, and the plan that makes them so again.

    Args:
        pairs: each part as it is, and what was there.
        notes: what specs say to the plan there, such as what had another name.
    """
    turned = [_turn(part, stored, notes) for part, stored in pairs]
    parts = tuple(part for part, _ in turned)
    domains = tuple(find_domains(parts))
    plans: list[PartPlan] = [plan_part(*each, domains) for each in turned]
    return parts, Plan(parts=mark_gates(plans, parts), strays=(), rehearsal=None)


def _turn(
    part: Part, stored: tuple[DatabaseObject, ...], notes: Notes
) -> tuple[Part, Notes]:
    # What led here led from what was stored to what is there.
    there = Wanted(spelled=part.actual, neutral=part.actual, sources=())
    return invert_part(dataclasses.replace(part, actual=stored, wanted=there), notes)
