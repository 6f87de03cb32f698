"""Columns that a spec names outside of SQL."""

from compiler.build.known_columns import Columns
from compiler.build.scope import Scope, shown
from compiler.diagnostics import Position
from compiler.spelling import find_nearest


def check_column(scope: Scope, position: Position, name: str, columns: Columns) -> None:
    """Note that a table or view lacks a column.

    Args:
        scope: where the name stands.
        position: where it is written.
        name: of the column.
        columns: of the table or view.
    """
    if columns.lacks(name):
        near = find_nearest(name, columns.names)
        scope.findings.error(
            "unknown-column",
            position,
            f'"{shown(name)}" is no column of {shown(columns.table)}',
            f"Write {near}." if near else "Add the column, or correct the name.",
        )
