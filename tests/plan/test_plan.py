"""What changes cost is counted of what was there before the plan."""

import dataclasses
from typing import Final

import pytest

from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.partition import (
    ListBound,
    Partition,
    Partitioning,
    PartitionKeyElement,
)
from compiler.plan.hazard import Hazard
from compiler.plan.notes import NO_NOTES
from compiler.plan.part import Part, Wanted
from compiler.plan.planning import plan_parts
from tests.render.sample import column, plain_table

TABLE: Final = plain_table(QualifiedName("s", "t"), column("a", "integer"))
SPLIT: Final = dataclasses.replace(
    TABLE,
    partitioning=Partitioning(
        strategy="list",
        key=(PartitionKeyElement(expression="a", is_column=True),),
        schedule=None,
    ),
)
ONE: Final = Partition(
    family=TABLE.name,
    parent=TABLE.name,
    name=QualifiedName("s", "one"),
    bound=ListBound(values=("1",)),
    partitioning=None,
    description="",
)
TWO: Final = dataclasses.replace(ONE, bound=ListBound(values=("2",)))


def hazards(
    actual: tuple[DatabaseObject, ...], wanted: tuple[DatabaseObject, ...]
) -> tuple[Hazard, ...]:
    part = Part(
        tenants=(),
        actual=actual,
        around=(),
        wanted=Wanted(spelled=wanted, neutral=wanted, sources=wanted),
        unmodelled=(),
    )
    return plan_parts((part,), NO_NOTES, ()).hazards()


@pytest.mark.parametrize(
    ("actual", "wanted"),
    [((TABLE,), (SPLIT,)), ((SPLIT,), (TABLE,)), ((SPLIT, ONE), (SPLIT, TWO))],
)
def test_what_comes_anew_was_lost_before(
    actual: tuple[DatabaseObject, ...], wanted: tuple[DatabaseObject, ...]
) -> None:
    assert hazards(actual, wanted) == (Hazard.DATA_LOSS, Hazard.NOT_REVERSIBLE)


def test_what_a_plan_makes_costs_nothing() -> None:
    assert hazards((), (SPLIT, ONE)) == ()
