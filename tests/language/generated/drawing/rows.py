"""Hooks for the rows that a table has from the start."""

from typing import Any

from tests.language.generated.drawing.columns import hook
from tests.language.generated.drawing.shape import OMIT, Drawn, Place
from tests.language.generated.drawing.world import Column


def row_value(at: Place, column: Column) -> Drawn:
    """Return a value for a row of a table."""
    return at.chance.one_of(column.type.plain) if column.type.plain else None


@hook("table.rows")
def _rows(at: Place) -> Drawn:
    table = at.world.table
    refused = at.holder.keys() & {"checks", "foreign_keys", "exclude", "partition_by"}
    columns = [it for it in table.columns.values() if it.name != "shop"]
    one_of = any("one_of" in it for it in at.holder.get("columns", {}).values())
    if refused or one_of or any(not it.type.plain for it in columns):
        return OMIT
    row: dict[str, Any] = {}
    for column in columns:
        if column.generated or (column.filled and at.chance.happens(60)):
            continue
        if column.filled and column.type.family == "integer":
            continue
        row[column.name] = row_value(at, column)
        if "sql" in at.chance.aim or at.chance.happens(10):
            row[column.name] = {"sql": at.chance.one_of(column.type.constants)}
    return [row] if row else OMIT
