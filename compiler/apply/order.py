"""What is to be applied, and how."""

from collections.abc import Callable
from dataclasses import dataclass

from compiler.model.table_part import Thing
from compiler.plan.notes import Notes
from compiler.plan.part import Part
from compiler.plan.plan import Plan
from compiler.plan.platform import Platform
from compiler.render.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be applied.

    Args:
        plan: what is done.
        parts: as they are and are to be, in the order of the plan's.
        notes: what specs say to plans alone.
        platform: what it is done to.
        opening: what is run as soon as the platform's roles are there.
        plan_hash: of the plan.
        allowed: words of the hazards that are allowed.
        tool_version: is written down with what is done.
        origin: where a thing is asked for.
        goes_on: whether backfills that were broken off are gone on with.
        fail_fast: whether no tenant is begun any more once one has failed.
    """

    plan: Plan
    parts: tuple[Part, ...]
    notes: Notes
    platform: Platform
    opening: tuple[Statement, ...]
    plan_hash: str
    allowed: tuple[str, ...]
    tool_version: str
    origin: Callable[[Thing], str]
    goes_on: bool
    fail_fast: bool
