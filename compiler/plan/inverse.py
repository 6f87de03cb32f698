"""The way back: what makes of a part as it is to be what it was."""

from collections.abc import Iterator

from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.rename import Rename as Wish
from compiler.model.rows import SeedRows
from compiler.model.table import Table
from compiler.model.table_part import TableColumn
from compiler.plan.notes import Notes
from compiler.plan.part import Part, Wanted
from compiler.plan.renaming import rename_objects


def invert_part(part: Part, notes: Notes) -> tuple[Part, Notes]:
    """Return a part as it will be, which is to become what it is, and what to say.

    Args:
        part: as it is, and is to be.
        notes: what specs say to the plan there.
    """
    there = _without_rows(part.actual)
    back = Part(
        tenants=part.tenants,
        actual=_without_rows(part.wanted.spelled),
        around=part.around,
        wanted=Wanted(spelled=there, neutral=there, sources=()),
        unmodelled=part.unmodelled,
    )
    return back, Notes(
        renames=tuple(_backward(part, notes)),
        ignored=notes.ignored,
        # Specs say nothing of the way back, in which PostgreSQL casts.
        value_sources=(),
        owner=notes.owner,
        admin=notes.admin,
    )


def _backward(part: Part, notes: Notes) -> Iterator[Wish]:
    renames, _ = rename_objects(part.actual, notes.renames)
    old_names = {
        each.after.name: each.before.name
        for each in renames
        if isinstance(each.before, Table) and isinstance(each.after, Table)
    }
    for each in renames:
        match each.before, each.after:
            case TableColumn() as before, TableColumn() as after:
                table = old_names.get(before.table, before.table)
                yield Wish(
                    kind="column",
                    schema=table.schema,
                    table=table.name,
                    old=after.column.name,
                    new=before.column.name,
                )
            case before, after:
                old, new = getattr(before, "name", None), getattr(after, "name", None)
                if isinstance(old, QualifiedName) and isinstance(new, QualifiedName):
                    yield Wish(
                        kind="table" if isinstance(before, Table) else "object",
                        schema=new.schema,
                        table="",
                        old=new.name,
                        new=old.name,
                    )


def _without_rows(objects: tuple[DatabaseObject, ...]) -> tuple[DatabaseObject, ...]:
    return tuple(each for each in objects if not isinstance(each, SeedRows))
