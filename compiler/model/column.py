"""Columns of tables."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column.

    Args:
        type_sql: its type, as SQL writes it.
        default: an SQL expression; empty where there is none.
        generated: the SQL expression of a stored generated column; empty otherwise.
        storage: `plain`, `external`, `extended`, `main`, or empty for the type's own.
        compression: `pglz`, `lz4`, or empty for the server's default.
    """

    name: str
    type_sql: str
    not_null: bool
    default: str
    generated: str
    storage: str
    compression: str
    description: str
