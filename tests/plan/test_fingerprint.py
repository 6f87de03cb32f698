"""Fingerprints are equal exactly where a plan has nothing to do."""

import dataclasses
from typing import Final

import pytest

from compiler.model.catalog import DatabaseObject
from compiler.model.ignored import Ignored
from compiler.model.name import QualifiedName
from compiler.plan.compare import compare_catalogs
from compiler.plan.fingerprint import fingerprint, fingerprint_part
from compiler.plan.notes import NO_NOTES
from compiler.plan.part import Part, Wanted
from tests.render.sample import check, column, plain_table

NAME: Final = QualifiedName("s", "t")
A, B = column("a", "integer"), column("b", "text")
TABLE: Final = plain_table(NAME, A, B)
OTHER: Final = plain_table(QualifiedName("s", "flyway_x"), A)
ONE_OF: Final = "((b)::text = ANY (ARRAY['x'::character varying]::text[]))"


def checked(expression: str) -> DatabaseObject:
    return dataclasses.replace(TABLE, checks=(check("c", expression),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((TABLE, OTHER), (OTHER, TABLE)),
        ((TABLE,), (plain_table(NAME, B, A),)),
        ((TABLE,), (plain_table(NAME, A),)),
        ((TABLE,), (dataclasses.replace(TABLE, description="X."),)),
        ((checked("(a > 0)"),), (checked("(a > 1)"),)),
        ((checked(ONE_OF),), (checked(f"({ONE_OF})"),)),
        ((TABLE,), ()),
    ],
)
def test_they_are_equal_where_nothing_differs(
    one: tuple[DatabaseObject, ...], other: tuple[DatabaseObject, ...]
) -> None:
    same = not compare_catalogs(one, other)
    assert (fingerprint(one) == fingerprint(other)) is same


def test_what_is_ignored_is_no_part_of_them() -> None:
    wanted = Wanted(spelled=(TABLE,), neutral=(TABLE,), sources=(TABLE,))
    part = Part(
        tenants=(), actual=(TABLE, OTHER), around=(), wanted=wanted, unmodelled=()
    )
    notes = dataclasses.replace(
        NO_NOTES, ignored=(Ignored(schema="s", table="flyway_*", aspects=()),)
    )

    before, after = fingerprint_part(part, notes)

    assert before == after == fingerprint((TABLE,))
    before, after = fingerprint_part(part, NO_NOTES)
    assert before != after
