"""What is rehearsed, and what it is to lead to."""

from collections.abc import Callable
from dataclasses import dataclass

from compiler.plan.fleet import Desired, Fleet
from compiler.plan.part import Part
from compiler.plan.plan import PartPlan
from compiler.rehearse.pieces import Build


@dataclass(frozen=True, slots=True)
class Pending:
    """A part and the plan for it.

    Args:
        part: as it is, and is to be.
        plan: what makes the one the other.
    """

    part: Part
    plan: PartPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What a plan is to lead to.

    Args:
        fleet: what specs ask for.
        desired: what specs ask for, as a server spells it.
        owner: the role that owns the platform.
        fresh: what has to be built for a tenant, or, for an empty id, of what stands
            once, so that `pg_dump` can be asked too; nothing where nobody wants that.
    """

    fleet: Fleet
    desired: Desired
    owner: str
    fresh: Callable[[str], Build] | None
