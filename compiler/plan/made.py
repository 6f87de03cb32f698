"""A plan, and what it was made for."""

from dataclasses import dataclass

from compiler.plan.address import Address
from compiler.plan.part import Part
from compiler.plan.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A plan, and what it was made for.

    Args:
        parts: as they are and are to be, in the order of the plan's.
        owner: the role that owns the platform.
        target: host, database and role, in words.
    """

    plan: Plan
    parts: tuple[Part, ...]
    owner: str
    address: Address
    target: str
