"""What others look after stays as it is."""

import dataclasses

import pytest

from compiler.model.ignored import Ignored
from compiler.model.name import QualifiedName
from compiler.model.table import Table
from compiler.plan.draft import draft_changes
from compiler.plan.notes import NO_NOTES, Notes
from tests.plan.test_renaming import index
from tests.render.sample import column, plain_table


def ignored(table: str, *aspects: str) -> Notes:
    note = Ignored(schema="s", table=table, aspects=aspects)
    return dataclasses.replace(NO_NOTES, ignored=(note,))


def table(name: str, **changes: object) -> Table:
    made = plain_table(QualifiedName("s", name), column("a", "integer"))
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]  # of a table


@pytest.mark.parametrize("pattern", ["flyway_*", "flyway_history"])
def test_a_table_of_others_is_not_dropped(pattern: str) -> None:
    there = (table("flyway_history"), index("flyway_history", "x"))
    assert draft_changes(there, (), notes=ignored(pattern)) == ()
    assert draft_changes(there, (), notes=ignored("other")) != ()


def test_a_pattern_knows_no_other_sign_than_the_star() -> None:
    assert draft_changes((table("ab"),), (), notes=ignored("a[b]")) != ()


@pytest.mark.parametrize(
    ("aspect", "before", "after"),
    [
        ("comments", table("t", description="Old."), table("t", description="New.")),
        (
            "storage_parameters",
            table("t", storage_parameters=(("fillfactor", "70"),)),
            table("t"),
        ),
        (
            "statistics",
            table(
                "t",
                columns=(dataclasses.replace(column("a", "integer"), statistics=9),),
            ),
            table("t"),
        ),
    ],
)
def test_an_aspect_of_a_table_is_left_to_others(
    aspect: str, before: Table, after: Table
) -> None:
    nothing = NO_NOTES
    assert draft_changes((before,), (after,), notes=ignored("t", aspect)) == ()
    assert draft_changes((before,), (after,), notes=nothing) != ()


def test_an_index_of_others_stays() -> None:
    there = (table("t"), index("t", "theirs"))
    assert draft_changes(there, (table("t"),), notes=ignored("t", "indexes")) == ()
