"""The way back undoes what the way there did, new names included."""

import dataclasses

from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.rename import Rename as Wish
from compiler.plan.changes import Create, Drop, Rename
from compiler.plan.notes import NO_NOTES
from compiler.plan.part import Part, Wanted
from compiler.plan.plan import PricedStep
from compiler.plan.planning import plan_part
from tests.render.sample import column, plain_table

OLD, NEW = QualifiedName("s", "old"), QualifiedName("s", "new")


def part_of(before: DatabaseObject, after: DatabaseObject) -> Part:
    return Part(
        tenants=(),
        actual=(before,),
        around=(),
        wanted=Wanted(spelled=(after,), neutral=(after,), sources=(after,)),
        unmodelled=(),
    )


def told(steps: tuple[PricedStep, ...]) -> list[type]:
    return [type(priced.change) for step in steps for priced in step.changes]


def test_what_was_made_goes_and_what_went_comes_back() -> None:
    before = plain_table(OLD, column("a", "integer"), column("b", "text"))
    after = plain_table(OLD, column("a", "integer"), column("c", "text"))

    plan = plan_part(part_of(before, after), NO_NOTES)

    assert told(plan.steps) == [Create, Drop]
    assert told(plan.back) == [Create, Drop]
    changes = [priced.change for step in plan.back for priced in step.changes]
    assert [each.object.column.name for each in changes] == ["b", "c"]  # type: ignore[union-attr]  # columns


def test_a_new_name_is_given_up_again() -> None:
    before = plain_table(OLD, column("a", "integer"))
    after = plain_table(NEW, column("b", "integer"))
    wishes = (
        Wish(kind="table", schema="s", table="", old="old", new="new"),
        Wish(kind="column", schema="s", table="new", old="a", new="b"),
    )

    plan = plan_part(
        part_of(before, after), dataclasses.replace(NO_NOTES, renames=wishes)
    )

    assert told(plan.steps) == [Rename, Rename]
    assert told(plan.back) == [Rename, Rename]


def test_where_nothing_is_done_nothing_is_undone() -> None:
    table = plain_table(OLD, column("a", "integer"))

    plan = plan_part(part_of(table, table), NO_NOTES)

    assert (plan.steps, plan.back) == ((), ())
