"""Columns of tables."""

import dataclasses
from typing import Final, Literal

from compiler.model.parameter import Parameter

SYSTEM_COLUMNS: Final = frozenset({"tableoid", "ctid", "xmin", "xmax", "cmin", "cmax"})
"""What PostgreSQL keeps of each row. Source: its documentation, "System Columns"."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Where the numbers of an identity column come from.

    What is nothing here is left to PostgreSQL.

    Args:
        generated: whether a row may name a number of its own only by
            `OVERRIDING SYSTEM VALUE` (`always`), or as it likes.
        cache: how many numbers a session takes at a time.
        cycle: whether the numbers begin anew after the last one.
        sequence: the name of the sequence behind it; empty where PostgreSQL chooses.
    """

    generated: Literal["always", "by default"]
    start: int | None
    increment: int | None
    minimum: int | None
    maximum: int | None
    cache: int | None
    cycle: bool
    sequence: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column.

    Args:
        type_sql: its type, as SQL writes it.
        collation: as SQL writes it; empty for the type's own.
        not_null_constraint: the name under which version 18 and later keep NOT NULL;
            empty where PostgreSQL chooses, or where there is none.
        default: an SQL expression; empty where there is none.
        generated: the SQL expression of a generated column; empty otherwise.
        stored: whether a generated column is stored, not computed when it is read.
        storage: `plain`, `external`, `extended`, `main`, or empty for the type's own.
        compression: `pglz`, `lz4`, or empty for the server's default.
        statistics: the statistics target; nothing for the server's default.
        parameters: what `ALTER COLUMN … SET (…)` says of it.
    """

    name: str
    type_sql: str
    collation: str
    not_null: bool
    not_null_constraint: str
    default: str
    identity: Identity | None
    generated: str
    stored: bool
    storage: str
    compression: str
    statistics: int | None
    parameters: tuple[Parameter, ...]
    description: str
