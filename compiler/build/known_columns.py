"""The columns that SQL in a spec may name."""

import dataclasses
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns that an expression may name.

    Args:
        table: the table's own name, with which a column may be qualified.
        names: its columns.
        complete: false where a mixin could not be read; then any column may be there.
        row_names: other words for a row, such as `new` and `old` in a trigger.
        word: what they are called, where they are no columns.
        composite: whether one of them may have fields of its own.
        bare: whether a column may stand without the word for its row.
        types: names of the columns' types, as far as they are known.
    """

    table: str
    names: frozenset[str]
    complete: bool = True
    row_names: frozenset[str] = frozenset()
    word: str = "column"
    composite: bool = False
    bare: bool = True
    types: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def lacks(self, name: str) -> bool:
        """Return whether there is no column of that name, as far as is known."""
        return self.complete and name not in self.names

    def type_of(self, name: str) -> str:
        """Return the name of a column's type as it is written; empty if unknown."""
        return self.types.get(name, "")


NO_COLUMNS = Columns(table="", names=frozenset())
"""For an expression that stands outside of any table."""
