"""Where the values of rows that are there come from when their column changes."""

import dataclasses
from typing import Literal


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ValueSource:
    """An expression for the rows that are there.

    Args:
        schema: of the table.
        table: whose column it is.
        column: its name.
        use: whether it gives a column its values in another type (`using`), or values
            to rows that have none (`backfill`).
        expression: SQL over columns of the row.
        role: as which it is run; the owner is blind where row security is forced.
    """

    schema: str
    table: str
    column: str
    use: Literal["using", "backfill"]
    expression: str
    role: str
