"""What had another name is renamed, and what only changes its name too."""

import dataclasses

from compiler.model.catalog import DatabaseObject
from compiler.model.column import Column
from compiler.model.constraint import Check
from compiler.model.index import Index, IndexElement
from compiler.model.name import QualifiedName
from compiler.model.rename import Rename as Wish
from compiler.model.table import Table
from compiler.plan.changes import Alter, Change, Create, Drop, Rename
from compiler.plan.draft import draft_changes
from compiler.plan.notes import NO_NOTES
from tests.render.sample import column, plain_table, policy


def table(name: str, *columns: Column) -> Table:
    checked = Check(
        name=f"{name}_a_check",
        expression="(a > 0)",
        no_inherit=False,
        validated=True,
        enforced=True,
        description="",
    )
    made = plain_table(QualifiedName("s", name), *columns)
    return dataclasses.replace(made, checks=(checked,))


def index(on: str, name: str) -> Index:
    element = IndexElement(
        expression="a",
        is_column=True,
        collation="",
        operator_class=None,
        order="",
        nulls="",
    )
    return Index(
        table=QualifiedName("s", on),
        name=name,
        access_method="btree",
        unique=False,
        nulls_distinct=True,
        only=False,
        elements=(element,),
        include=(),
        storage_parameters=(),
        predicate="",
        valid=True,
        description="",
    )


def wish(kind: str, old: str, new: str, of: str = "") -> Wish:
    return Wish(kind=kind, schema="s", table=of, old=old, new=new)


def draft(
    actual: tuple[DatabaseObject, ...],
    wanted: tuple[DatabaseObject, ...],
    *wishes: Wish,
) -> tuple[Change, ...]:
    return draft_changes(
        actual, wanted, notes=dataclasses.replace(NO_NOTES, renames=wishes)
    )


def test_a_table_takes_along_what_hangs_on_it() -> None:
    a = column("a", "integer")
    guarded = policy(
        QualifiedName("s", "old"), "p", roles=("r",), using="(s.old.a > 0)"
    )
    renamed = policy(
        QualifiedName("s", "new"), "p", roles=("r",), using="(s.new.a > 0)"
    )

    changes = draft(
        (table("old", a), index("old", "old_a_idx"), guarded),
        (table("new", a), index("new", "new_a_idx"), renamed),
        wish("table", "old", "new"),
    )

    assert all(isinstance(each, Rename) for each in changes)
    assert [
        type(each.after).__name__ for each in changes if isinstance(each, Rename)
    ] == [
        "Table",
        "TableConstraint",
        "Index",
    ]


def test_a_column_keeps_its_values_under_its_new_name() -> None:
    changes = draft(
        (table("t", column("a", "integer"), column("b", "text")),),
        (table("t", column("a", "integer"), column("c", "text")),),
        wish("column", "b", "c", of="t"),
    )
    (only,) = changes
    assert isinstance(only, Rename)


def test_without_a_wish_it_is_another_table() -> None:
    changes = draft((table("old"),), (table("new"),))
    assert {type(each) for each in changes} == {Create, Drop}


def test_a_wish_that_was_fulfilled_says_nothing() -> None:
    there = (table("new"),)
    assert draft(there, there, wish("table", "old", "new")) == ()


def test_what_changes_more_than_its_name_is_made_anew() -> None:
    unique = dataclasses.replace(index("t", "two"), unique=True)
    a = column("a", "integer")
    changes = draft((table("t", a), index("t", "one")), (table("t", a), unique))
    assert not any(isinstance(each, Rename | Alter) for each in changes)
