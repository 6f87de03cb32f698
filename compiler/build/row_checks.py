"""What can be told of the values of rows before a server sees them."""

import contextlib
from collections.abc import Iterable, Iterator
from decimal import Decimal

from compiler.build.keys import primary_key_columns
from compiler.build.table_source import TableSource
from compiler.build.type_values import find_values
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.syntax.constant import Constant, NotConstantError, read_constant


def check_value(table: TableSource, key: ScalarNode, value: Node) -> None:
    """Note a value that its column does not take."""
    column = as_mapping(table.parts["columns"][key.text].node)
    if key.text == table.tenant_column or _gives_itself(column):
        table.scope.findings.error(
            "value-of-generated",
            key.position,
            f'the column "{key.text}" gets its value by itself',
            _remedy(key.text, column),
        )
        return
    with contextlib.suppress(NotConstantError):
        node = value if isinstance(value, ScalarNode) else _sql_of(value)
        _check_constant(table, key, node, read_value(value))


def check_row_keys(table: TableSource, rows: Iterable[MappingNode]) -> None:
    """Note rows that are equal in a key."""
    rows = tuple(rows)
    for names, nulls_distinct in _keys(table):
        first: dict[tuple[str, ...], MappingNode] = {}
        for row in rows:
            key = tuple(_written(row, name, nulls_distinct) for name in names)
            if None in key:
                continue
            there = first.setdefault(tuple(str(part) for part in key), row)
            if there is not row:
                shown = ", ".join(str(part) for part in key)
                table.scope.findings.error(
                    "duplicate-row",
                    row.position,
                    f"there is a row with {', '.join(names)} = {shown} already",
                    f"Remove or change one; the other stands at {there.position}.",
                )


def _remedy(name: str, column: MappingNode) -> str:
    removed = f"Remove {name} from the row"
    if "identity" not in column:
        return f"{removed}."
    is_mapping = isinstance(column.get("identity"), MappingNode)
    key = "generated" if is_mapping else "identity"
    return f"{removed}, or write `{key}: by default` in the column."


def _gives_itself(column: MappingNode) -> bool:
    identity = column.get("identity")
    always = (
        identity.text("generated")
        if isinstance(identity, MappingNode)
        else identity.text
        if isinstance(identity, ScalarNode)
        else ""
    )
    return "generated" in column or always == "always"


def _sql_of(value: Node) -> ScalarNode:
    return as_mapping(value).scalars("sql")[0]


def read_value(value: Node) -> Constant:
    """Return the value that a row gives, where it can be told.

    Raises:
        NotConstantError: it is SQL that says more than a constant.
    """
    if not isinstance(value, ScalarNode):
        return read_constant(_sql_of(value).text)
    return as_constant(value)


def as_constant(node: ScalarNode) -> Constant:
    """Return what a scalar says where it is no SQL."""
    if isinstance(node.value, int) and not isinstance(node.value, bool):
        return Decimal(node.value)
    return node.value


def _check_constant(
    table: TableSource, key: ScalarNode, node: ScalarNode, value: Constant
) -> None:
    column = as_mapping(table.parts["columns"][key.text].node)
    if value is None:
        if column.flag("not_null", default=False) or key.text in _primary(table):
            table.scope.findings.error(
                "missing-value",
                node.position,
                f'the column "{key.text}" is not null, and this is null',
                "Write a value.",
            )
        return
    type_text = table.columns.type_of(key.text)
    values = find_values(table.scope, type_text)
    if not values.labels and not values.take(value):
        _unfit(table, node, f"no value of the type {type_text}", "another value")
        return
    allowed = [*(it.text for it in column.scalars("one_of")), *values.labels]
    if allowed and _as_text(value) not in allowed:
        what = f'not among the values of "{key.text}"'
        _unfit(table, node, what, f"one of {', '.join(allowed)}")


def _unfit(table: TableSource, node: ScalarNode, what: str, instead: str) -> None:
    table.scope.findings.error(
        "unfit-value",
        node.position,
        f'"{node.text}" is {what}',
        f"Write {instead}, or SQL that gives one as {{sql: …}}.",
    )


def _primary(table: TableSource) -> frozenset[str]:
    return frozenset(primary_key_columns(table))


def _keys(table: TableSource) -> Iterator[tuple[tuple[str, ...], bool]]:
    primary = primary_key_columns(table)
    columns = table.partition_columns
    if primary:
        yield _together(primary, columns), True
    for item in table.root.items("unique"):
        node = as_mapping(item)
        distinct = node.flag("nulls_distinct", default=True)
        yield _together((it.text for it in node.scalars("columns")), columns), distinct


def _together(names: Iterable[str], partition: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, *partition)))


def _written(
    row: MappingNode,
    name: str,
    nulls_distinct: bool,  # noqa: FBT001 - a constraint's own attribute
) -> str | None:
    """Return what a row has in a column, or nothing where it is like no other."""
    node = row.get(name)
    if node is None:
        return None
    try:
        value = read_value(node)
    except NotConstantError:
        return None
    if value is None and nulls_distinct:
        return None
    return _as_text(value)


def _as_text(value: Constant) -> str:
    """Return a value as text that is the same for equal values."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, bool):
        return str(value).lower()
    return "null" if value is None else value
