"""What has to give way gives way first."""

import dataclasses

from compiler.model.catalog import DatabaseObject
from compiler.model.constraint import Exclusion, ExclusionElement
from compiler.model.identity import identify
from compiler.model.name import QualifiedName
from compiler.model.table import Table
from compiler.plan.changes import Create, Drop
from compiler.plan.draft import draft_changes
from compiler.plan.notes import NO_NOTES
from tests.render.sample import column, element, key, plain_table


def table(name: str, primary_key: str) -> Table:
    made = plain_table(QualifiedName("s", name), column("a", "integer"))
    return dataclasses.replace(made, keys=(key(primary_key, "a", primary=True),))


def draft(
    actual: tuple[DatabaseObject, ...], wanted: tuple[DatabaseObject, ...]
) -> list[tuple[type, str]]:
    changes = draft_changes(actual, wanted, notes=NO_NOTES)
    return [
        (type(each), each.object.name.name)
        for each in changes
        if isinstance(each, Create | Drop) and isinstance(each.object, Table)
    ]


def test_a_table_waits_for_its_name_where_another_ones_key_has_it() -> None:
    old, new = table("b", primary_key="a"), table("a", primary_key="a_pkey")

    assert draft((old,), (new,)) == [(Drop, "b"), (Create, "a")]


def test_a_table_waits_for_the_name_that_its_key_is_to_have() -> None:
    old, new = table("a", primary_key="a_pkey"), table("b", primary_key="a")

    assert draft((old,), (new,)) == [(Drop, "a"), (Create, "b")]


def test_what_is_to_be_there_comes_before_what_is_to_go() -> None:
    old, new = table("a", primary_key="a_pkey"), table("b", primary_key="b_pkey")

    assert draft((old,), (new,)) == [(Create, "b"), (Drop, "a")]


def test_what_an_exclusion_computes_from_goes_after_it() -> None:
    """Unlike an index, it keeps the columns that its expressions read."""
    computed = dataclasses.replace(element("lower(b)"), is_column=False)
    exclusion = Exclusion(
        name="apart",
        access_method="gist",
        elements=(ExclusionElement(element=computed, operator="="),),
        include=(),
        predicate="",
        storage_parameters=(),
        deferral="",
        description="",
    )
    kept = plain_table(QualifiedName("s", "t"), column("a", "integer"))
    former = dataclasses.replace(
        kept, columns=(*kept.columns, column("b", "text")), exclusions=(exclusion,)
    )

    changes = draft_changes((former,), (kept,), notes=NO_NOTES)

    gone = [str(identify(each.object)) for each in changes if isinstance(each, Drop)]
    assert gone == ["constraint s.t.apart", "column s.t.b"]
