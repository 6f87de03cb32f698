"""All that a plan is made of, beside what is there: nothing is left to be looked up."""

from dataclasses import dataclass

from compiler.plan.fleet import Desired, Fleet
from compiler.plan.platform import Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked of a database.

    Args:
        fleet: what specs ask for.
        desired: the same, as a server spells it.
        platform: what it is called, and who is in it.
        pattern: a regular expression of what tenants' schemas are called.
        tenants: ids of those who are asked for.
    """

    fleet: Fleet
    desired: Desired
    platform: Platform
    pattern: str
    tenants: tuple[str, ...]
