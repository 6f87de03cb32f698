"""Rows that a spec gives its table from the start."""

from collections.abc import Iterator, Mapping
from typing import Final

from compiler.build import expression_place
from compiler.build.expression import build_expression
from compiler.build.keys import primary_key_columns, report_unknown_column
from compiler.build.known_columns import NO_COLUMNS
from compiler.build.row_checks import check_row_keys, check_value
from compiler.build.row_partitions import check_row_partitions
from compiler.build.table_source import TableSource
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.model.rows import SeedRows, SeedValue
from compiler.syntax.quote import quote_literal

DEFAULT: Final = SeedValue(sql="DEFAULT", is_constant=True)


def build_rows(table: TableSource) -> Iterator[tuple[Node, SeedRows]]:
    """Yield the rows of a table with the node that lists them, if there are any."""
    where = table.root.get("rows")
    if where is None:
        return
    rows = tuple(as_mapping(row) for row in table.root.items("rows"))
    named = {key.text for row in rows for key, _ in row}
    columns = tuple(
        name
        for name in table.parts["columns"]
        if name in named and name != table.tenant_column
    )
    for row in rows:
        _check_row(table, row)
    check_row_keys(table, rows)
    check_row_partitions(table, rows)
    first = (table.tenant_column,) if table.tenant_column else ()
    if not first and not columns:
        # What the rows name are no columns, each of which is a finding.
        return
    yield (
        where,
        SeedRows(
            table=table.name,
            columns=(*first, *columns),
            rows=tuple(
                (*_tenant(table), *_values(table, row, columns)) for row in rows
            ),
        ),
    )


def _tenant(table: TableSource) -> tuple[SeedValue, ...]:
    """Return the value of the tenant column; none where there is no such column."""
    if not table.tenant_column:
        return ()
    tenant = quote_literal(table.scope.values["tenant.id"])
    return (SeedValue(sql=tenant, is_constant=False),)


def _values(
    table: TableSource, row: MappingNode, columns: tuple[str, ...]
) -> Iterator[SeedValue]:
    for name in columns:
        node = row.get(name)
        yield DEFAULT if node is None else _value(table, node)


def _value(table: TableSource, node: Node) -> SeedValue:
    if isinstance(node, MappingNode):
        expression = node.scalars("sql")[0]
        is_only = len(table.root.items("rows")) == 1
        place = expression_place.ONLY_ROW if is_only else expression_place.ROW
        sql = build_expression(table.scope, expression, NO_COLUMNS, place)
        return SeedValue(sql=sql, is_constant=False)
    if not isinstance(node, ScalarNode) or node.value is None:
        return SeedValue(sql="NULL", is_constant=True)
    if isinstance(node.value, str):
        return SeedValue(sql=quote_literal(node.value), is_constant=True)
    return SeedValue(sql=node.text, is_constant=True)


def _check_row(table: TableSource, row: MappingNode) -> None:
    columns = table.parts["columns"]
    for key, value in row:
        if table.columns.lacks(key.text):
            report_unknown_column(table, key, key.text)
        elif key.text in columns:
            check_value(table, key, value)
    for name, column in columns.items():
        if name not in row and _needs_value(table, name, as_mapping(column.node)):
            table.scope.findings.error(
                "missing-value",
                row.position,
                f'this row has no value for "{name}", which has no default and is not '
                "null",
                f"Add {name}, or give the column a default.",
            )


def _needs_value(table: TableSource, name: str, column: MappingNode) -> bool:
    if name == table.tenant_column or any(key in column for key in _GIVERS):
        return False
    return name in primary_key_columns(table) or column.flag("not_null", default=False)


_GIVERS: Final[Mapping[str, None]] = dict.fromkeys(("default", "generated", "identity"))
"""Keys of a column by which it has a value where a row gives none."""
