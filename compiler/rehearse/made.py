"""A plan, and what it was made for."""

from collections.abc import Mapping
from dataclasses import dataclass

from compiler.diagnostics import Finding
from compiler.plan.address import Address, Question
from compiler.plan.part import Part
from compiler.plan.plan import Plan
from compiler.plan.request import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A plan, and what it was made for.

    Args:
        refused: what in the specs keeps it from being made; it is not rehearsed then.
        parts: as they are and are to be, in the order of the plan's.
        request: what is asked of the database.
        target: host, database and role, in words.
        question: what of the database it depends on.
        state: the database was in; empty where nobody asked.
        learned: signatures of tenants' schemas, to what tells them from others.
    """

    plan: Plan
    refused: tuple[Finding, ...]
    parts: tuple[Part, ...]
    request: Request
    address: Address
    target: str
    question: Question
    state: str
    learned: Mapping[str, str]
