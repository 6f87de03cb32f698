"""Rows that a table has from the start."""

from typing import Final

from compiler.model.rows import SeedRows, SeedValue
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file

_MAX_WIDTH: Final = 40
"""A longer value breaks the line of its column, and moves no other."""


def render_create_seed_rows(seed: SeedRows) -> tuple[Statement, ...]:
    """Return the statement that inserts the rows, a line for each."""
    widths = tuple(
        max((len(value.sql) for value in values if _counts(value)), default=0)
        for values in zip(*seed.rows, strict=True)
    )
    sql = render_file(
        "compiler.render",
        "seed_rows/create",
        seed=seed,
        rows=tuple(_line(row, widths) for row in seed.rows),
    )
    return (Statement(sql=sql, object=seed, as_owner=True),)


def _line(row: tuple[SeedValue, ...], widths: tuple[int, ...]) -> str:
    *cells, last = row
    padded = (
        f"{value.sql},".ljust(width + 1) if _counts(value) else f"{value.sql},"
        for value, width in zip(cells, widths, strict=False)
    )
    return " ".join((*padded, last.sql))


def _counts(value: SeedValue) -> bool:
    """Return whether a value is padded: its length is the same for every tenant."""
    return value.is_constant and len(value.sql) <= _MAX_WIDTH and "\n" not in value.sql
