"""Rows that a table has from the start."""

import dataclasses

from compiler.model.name import QualifiedName


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SeedValue:
    """The value of a column in a row.

    Args:
        sql: a constant, an expression, or `DEFAULT`.
        is_constant: whether it is written alike for every tenant.
    """

    sql: str
    is_constant: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SeedRows:
    """The rows that a table is created with.

    Args:
        columns: that get values, in the order of the table.
        rows: values in the order of `columns`.
    """

    table: QualifiedName
    columns: tuple[str, ...]
    rows: tuple[tuple[SeedValue, ...], ...]
