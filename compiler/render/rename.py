"""What gives a thing another name."""

from collections.abc import Mapping
from typing import Final

from compiler.model.composite_type import CompositeType
from compiler.model.constraint import ForeignKey
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.range_type import RangeType
from compiler.model.sequence import Sequence
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.view import MaterializedView, View
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file

_FOLDERS: Final[Mapping[type[Thing], str]] = {
    Table: "table",
    Partition: "table",
    View: "view",
    MaterializedView: "materialized_view",
    Sequence: "sequence",
    EnumType: "type",
    Domain: "type",
    CompositeType: "type",
    RangeType: "type",
}
"""Where the template stands for what goes by a qualified name of its own."""


def render_rename(before: Thing, after: Thing) -> tuple[Statement, ...]:
    """Return the statements that give a thing another name.

    Args:
        before: the thing by its old name.
        after: the thing by its new name.

    Raises:
        TypeError: things of this kind are never renamed.
    """
    match before, after:
        case TableColumn(), TableColumn():
            values = ("column", before.column.name, after.column.name)
            sql = _on_table(after.table, *values)
        case TableConstraint(), TableConstraint():
            values = ("constraint", before.constraint.name, after.constraint.name)
            sql = _on_table(after.table, *values)
        case ForeignKey(), ForeignKey():
            sql = _on_table(after.table, "constraint", before.name, after.name)
        case Index(), Index():
            name = QualifiedName(before.table.schema, before.name)
            sql = _by_name("index", name, after.name)
        case _:
            sql = _named(before, after)
    return (Statement(sql=sql, object=after, as_owner=True),)


def _named(before: Thing, after: Thing) -> str:
    old, new = getattr(before, "name", None), getattr(after, "name", None)
    folder = _FOLDERS.get(type(before))
    if (
        folder is None
        or not isinstance(old, QualifiedName)
        or not isinstance(new, QualifiedName)
    ):
        raise TypeError(f"{before!r} is never renamed")
    return _by_name(folder, old, new.name)


def _by_name(folder: str, before: QualifiedName, after: str) -> str:
    return render_file(
        "compiler.render", f"{folder}/rename", before=before, after=after
    )


def _on_table(table: QualifiedName, folder: str, before: str, after: str) -> str:
    return render_file(
        "compiler.render", f"{folder}/rename", table=table, before=before, after=after
    )
