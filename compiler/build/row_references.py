"""Rows that refer to a row which no spec gives the other table.

All rows are there before the first foreign key is, so their order counts for nothing.
"""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from compiler.build.row_checks import read_value
from compiler.build.table_source import TableSource
from compiler.build.type_values import find_values
from compiler.document import MappingNode, as_mapping
from compiler.model.constraint import ForeignKey
from compiler.syntax.builtin_types import INTEGER_BITS
from compiler.syntax.constant import Constant, NotConstantError

_Key: TypeAlias = tuple[str | int, ...]

_TEXTS: Final = frozenset({"text", "varchar"})


def check_row_references(
    table: TableSource, target: TableSource, key: ForeignKey
) -> None:
    """Note rows that a foreign key refuses, as far as can be told.

    Args:
        table: the table that refers.
        target: the table that it refers to.
        key: from the one to the other.
    """
    rows = table.root.items("rows")
    is_checked = key.validated and key.enforced and not key.period
    # The tables that come with the tool are filled by it.
    if not rows or not is_checked or target.document.shipped:
        return
    pairs = [
        pair
        for pair in zip(key.columns, key.referenced_columns, strict=True)
        if pair != (table.tenant_column, target.tenant_column)
    ]
    own, referenced = tuple(one for one, _ in pairs), tuple(other for _, other in pairs)
    if not all(_are_alike(table, one, target, other) for one, other in pairs):
        return
    there = set()
    for row in target.root.items("rows"):
        found = _read(target, as_mapping(row), referenced)
        if found is None:
            return
        there.add(found)
    for row in map(as_mapping, rows):
        found = _read(table, row, own)
        if found is not None and found not in there:
            listed = ", ".join(map(str, found))
            table.scope.findings.error(
                "row-without-reference",
                (row.get(own[0]) or row).position,
                f"no row of {target.name.name} has {', '.join(referenced)} = {listed}",
                f"Add the row to {target.name.name}, or name one that is there.",
            )


def _are_alike(table: TableSource, one: str, target: TableSource, other: str) -> bool:
    """Return whether values of two columns are equal where their spelling is."""
    kinds = (_kind(table, one), _kind(target, other))
    return bool(kinds[0]) and kinds[0] == kinds[1]


def _kind(table: TableSource, column: str) -> str:
    """Return what the values of a column are; empty where it is not sure."""
    named = table.parts["columns"].get(column)
    if named is None or column == table.tenant_column:
        return ""
    if "collation" in as_mapping(named.node):
        return ""
    values = find_values(table.scope, table.columns.type_of(column))
    if values.kind is None or values.kind.array_dims:
        return ", ".join(values.labels)
    if values.kind.name in INTEGER_BITS:
        return "number"
    return "text" if values.kind.name in _TEXTS else ""


def _read(
    table: TableSource, row: MappingNode, columns: tuple[str, ...]
) -> _Key | None:
    """Return what a row has in some columns; nothing if one is null or not known."""
    try:
        return tuple(_parts(table, row, columns))
    except (NotConstantError, InvalidOperation):
        return None


def _parts(
    table: TableSource, row: MappingNode, columns: tuple[str, ...]
) -> Iterator[str | int]:
    for column in columns:
        node = row.get(column)
        value: Constant = None if node is None else read_value(node)
        if value is None:
            raise NotConstantError(column)
        if _kind(table, column) == "number":
            yield int(Decimal(str(value).strip()))
        elif not isinstance(value, str) or value != value.rstrip():
            raise NotConstantError(value)
        else:
            yield value
