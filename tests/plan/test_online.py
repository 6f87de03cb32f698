"""Nobody waits long, and rows that are there get their values."""

import dataclasses

import pytest

from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.table import Table
from compiler.model.value_source import ValueSource
from compiler.plan.changes import Backfill, Change, Retype
from compiler.plan.draft import draft_changes
from compiler.plan.hazard import Hazard
from compiler.plan.notes import NO_NOTES
from compiler.plan.plan import price_steps
from compiler.plan.steps import split_steps
from tests.render.sample import check, column, key, plain_table

NAME = QualifiedName("s", "t")
A = column("a", "integer")
FILL = ValueSource(
    schema="s", table="t", column="b", use="backfill", expression="'x'", role="admin"
)
USING = dataclasses.replace(FILL, column="a", use="using", expression="a::text")


def draft(before: Table, after: Table, *sources: ValueSource) -> tuple[Change, ...]:
    actual: tuple[DatabaseObject, ...] = (before,)
    notes = dataclasses.replace(NO_NOTES, value_sources=sources)
    return draft_changes(actual, (after,), notes=notes)


def told(changes: tuple[Change, ...]) -> list[str]:
    return [type(each).__name__ for each in changes]


FILLED = ["Create", "Backfill", "Create", "Validate", "Alter", "Drop"]


def test_rows_are_filled_before_a_column_is_not_null() -> None:
    b = dataclasses.replace(column("b", "text"), not_null=True)

    changes = draft(plain_table(NAME, A), plain_table(NAME, A, b), FILL)

    assert told(changes) == FILLED
    (fill,) = (each for each in changes if isinstance(each, Backfill))
    assert (fill.expression, fill.role) == ("'x'", "admin")
    steps = price_steps(tuple(split_steps(changes)))
    manners = [step.transactional for step in steps]
    assert manners == [True, False, True, True, True]
    hazards = {
        it.hazard for step in steps for one in step.changes for it in one.dangers
    }
    assert Hazard.FULL_SCAN not in hazards


def test_a_default_is_for_new_rows_where_those_that_are_there_are_filled() -> None:
    b = dataclasses.replace(column("b", "text"), not_null=True, default="'y'::text")

    changes = draft(plain_table(NAME, A), plain_table(NAME, A, b), FILL)

    assert told(changes) == ["Create", "Alter", *FILLED[1:]]


def test_a_column_that_may_be_null_is_filled_too() -> None:
    b = column("b", "text")

    changes = draft(plain_table(NAME, A), plain_table(NAME, A, b), FILL)

    assert told(changes) == ["Create", "Backfill"]


def test_a_column_that_is_there_is_filled_when_it_becomes_not_null() -> None:
    b = column("b", "text")
    after = plain_table(NAME, A, dataclasses.replace(b, not_null=True))

    assert told(draft(plain_table(NAME, A, b), after, FILL)) == FILLED[1:]
    assert told(draft(plain_table(NAME, A, b), after)) == FILLED[2:]


def test_values_in_another_type_are_what_specs_say() -> None:
    text = dataclasses.replace(A, type_sql="text")

    (change,) = draft(plain_table(NAME, A), plain_table(NAME, text), USING)

    assert isinstance(change, Retype)
    assert change.using == "a::text"


def test_a_column_is_filled_before_one_that_is_made_of_it() -> None:
    b, c = column("b", "text"), column("c", "text")
    other = dataclasses.replace(FILL, column="c", expression="b || 'x'")

    changes = draft(plain_table(NAME, A), plain_table(NAME, A, c, b), other, FILL)

    fills = [each for each in changes if isinstance(each, Backfill)]
    assert [each.object.column.name for each in fills] == ["b", "c"]


def test_columns_are_not_null_before_a_primary_key_would_scan_them() -> None:
    after = dataclasses.replace(
        plain_table(NAME, dataclasses.replace(A, not_null=True)),
        keys=(key("t_pkey", "a", primary=True),),
    )

    changes = draft(plain_table(NAME, A), after)

    told_after_proof = told(changes)[told(changes).index("Validate") :]
    assert told_after_proof == ["Validate", "Alter", "CreateUsingIndex", "Drop"]


def test_a_check_that_changes_beside_is_no_proof() -> None:
    """The check of one column, made anew, is not taken for the proof of another."""
    before = dataclasses.replace(
        plain_table(NAME, A), checks=(check("positive", "(a > 0)"),)
    )
    b = dataclasses.replace(column("b", "text"), not_null=True)
    after = dataclasses.replace(
        plain_table(NAME, dataclasses.replace(A, type_sql="bigint", default="1"), b),
        checks=(check("positive", "(a > 1)"),),
    )

    changes = draft(before, after, FILL)

    fates = [
        each
        for each in told(changes)
        if each in {"Retype", "Backfill", "Validate", "Drop"}
    ]
    assert fates == ["Backfill", "Drop", "Retype", "Validate", "Validate", "Drop"]


@pytest.mark.parametrize("validated", [True, False])
def test_a_proof_that_was_left_behind_is_used(*, validated: bool) -> None:
    left = dataclasses.replace(
        check("t_a_not_null_proof", "(a IS NOT NULL)"), validated=validated
    )
    before = dataclasses.replace(plain_table(NAME, A), checks=(left,))
    after = plain_table(NAME, dataclasses.replace(A, not_null=True))

    assert told(draft(before, after)) == ["Validate", "Alter", "Drop"]
