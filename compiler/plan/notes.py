"""What specs say to plans alone, and no SQL says."""

import dataclasses
from typing import Final, Literal

from compiler.model.ignored import Ignored
from compiler.model.rename import Rename
from compiler.model.table_part import TableColumn
from compiler.model.value_source import ValueSource


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """What specs say to plans alone.

    Args:
        renames: what had another name.
        ignored: what plans leave as they find it.
        value_sources: where the values of rows that are there come from.
        owner: the role that owns the platform, and makes all that others do not.
        admin: the role that reads and writes every row; empty where there is none.
    """

    renames: tuple[Rename, ...]
    ignored: tuple[Ignored, ...]
    value_sources: tuple[ValueSource, ...]
    owner: str
    admin: str

    def source_of(
        self, column: TableColumn, use: Literal["using", "backfill"]
    ) -> ValueSource | None:
        """Return where the values of a column's rows come from, if anything says so."""
        asked = (column.table.schema, column.table.name, column.column.name, use)
        for each in self.value_sources:
            if (each.schema, each.table, each.column, each.use) == asked:
                return each
        return None


NO_NOTES: Final = Notes(renames=(), ignored=(), value_sources=(), owner="", admin="")
