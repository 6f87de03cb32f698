"""A plan as JSON: the same that its text says, for programs."""

from typing import Final

from compiler.plan.plan import PartPlan, Plan, Priced, Rehearsal
from compiler.plan.size import Size
from compiler.plan.summary import Fate, count_fates
from compiler.render.script import role_of
from compiler.review.labels import Labels
from compiler.review.plan_text import fill, for_any_tenant, name_of, own_entries

FORMAT: Final = 1
"""Raised when a key changes its meaning, or goes."""


def plan_as_json(plan: Plan, labels: Labels) -> dict[str, object]:
    """Return a plan as JSON values.

    Statements are those of the first tenant of a class.
    """
    entries = [entry for part in plan.parts for entry in own_entries(part, labels)]
    counts = count_fates(entries)
    return {
        "format": FORMAT,
        "empty": plan.is_empty,
        "add": counts[Fate.ADDED],
        "change": counts[Fate.CHANGED],
        "drop": counts[Fate.DROPPED],
        "hazards": [each.value for each in plan.hazards()],
        "strays": list(plan.strays),
        "rehearsal": _rehearsal(plan.rehearsal),
        "parts": [_part(part, labels) for part in plan.parts],
    }


def _rehearsal(rehearsal: Rehearsal | None) -> dict[str, object] | None:
    if rehearsal is None:
        return None
    return {
        "there": [for_any_tenant(line) for line in rehearsal.there],
        "back": [for_any_tenant(line) for line in rehearsal.back],
        "rows": rehearsal.rows,
    }


def _part(part: PartPlan, labels: Labels) -> dict[str, object]:
    return {
        "tenants": list(part.tenants),
        "unmodelled": [
            {"kind": each.kind, "identity": each.identity} for each in part.unmodelled
        ],
        "things": [
            {
                "name": name_of(entry.identity, entry.thing),
                "fate": entry.fate.name.lower(),
                "origin": labels.origin(entry.thing),
                "hazards": [
                    {"hazard": each.hazard.value, "words": for_any_tenant(each.words)}
                    for each in entry.dangers
                ],
            }
            for entry in own_entries(part, labels)
        ],
        "steps": [
            {
                "transactional": step.transactional,
                "changes": [_change(each, part, labels) for each in step.changes],
            }
            for step in part.steps
        ],
    }


def _size(size: Size | None) -> dict[str, object]:
    if size is None:
        return {}
    counted = size.rows if size.rows >= 0 else None
    return {"rows": counted, "bytes": size.total_bytes, "largest_of": size.tenant}


def _change(priced: Priced, part: PartPlan, labels: Labels) -> dict[str, object]:
    # Heavy, and most plans are empty.
    from compiler.render.change import render_change

    return {
        "statements": [
            {
                "sql": fill(statement.sql, part),
                "as": role_of(statement, labels.owner) or None,
                "generates": statement.generates,
                "origin": labels.origin(statement.object),
            }
            for statement in render_change(priced.change, labels.owner)
        ],
        "locks": [
            {
                "relation": lock.relation.name,
                "mode": lock.mode.words,
                **_size(part.sizes.get(lock.relation)),
            }
            for lock in priced.locks
        ],
        "hazards": [each.hazard.value for each in priced.dangers],
    }
