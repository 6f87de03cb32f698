"""A function that policies call decides who sees what, wherever it stands."""

import dataclasses
from typing import Final

from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.policy import Policy
from compiler.plan.hazard import Hazard
from compiler.plan.notes import NO_NOTES
from compiler.plan.part import Part, Wanted
from compiler.plan.planning import plan_parts
from tests.render.sample import column, plain_table, routine

TABLE: Final = plain_table(QualifiedName("hr", "t"), column("a", "integer"))
ASKED: Final = routine(QualifiedName("hub", "asked"), "boolean", "SELECT true")
BEHIND: Final = dataclasses.replace(
    routine(QualifiedName("hub", "called"), "boolean", "SELECT hub.asked()")
)
APART: Final = routine(QualifiedName("hub", "apart"), "boolean", "SELECT true")
POLICY: Final = Policy(
    table=TABLE.name,
    name="p",
    command="select",
    permissive=True,
    roles=("hr_role",),
    using="(SELECT hub.called())",
    with_check="",
    description="",
)


def part_of(
    before: tuple[DatabaseObject, ...], after: tuple[DatabaseObject, ...]
) -> Part:
    return Part(
        tenants=(),
        actual=before,
        around=(),
        wanted=Wanted(spelled=after, neutral=after, sources=after),
        unmodelled=(),
    )


def hazards_of(*changed: DatabaseObject) -> tuple[Hazard, ...]:
    there = (ASKED, BEHIND, APART)
    names = {each.name for each in changed if hasattr(each, "name")}
    wanted = (*(each for each in there if each.name not in names), *changed)
    parts = (part_of(there, wanted), part_of((TABLE, POLICY), (TABLE, POLICY)))
    return plan_parts(parts, NO_NOTES, ()).hazards()


def test_a_function_behind_the_one_that_a_policy_calls_is_a_gate_too() -> None:
    other = dataclasses.replace(ASKED, body="SELECT false")

    assert hazards_of(other) == (Hazard.ACCESS_WIDENED, Hazard.ACCESS_NARROWED)


def test_one_that_no_policy_calls_is_none() -> None:
    assert hazards_of(dataclasses.replace(APART, body="SELECT false")) == ()


def test_another_description_answers_the_same() -> None:
    assert hazards_of(dataclasses.replace(ASKED, description="Other.")) == ()
