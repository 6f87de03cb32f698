"""Extended statistics: what the planner is told of columns together.

Source: PostgreSQL documentation, `CREATE STATISTICS`.
"""

from collections.abc import Iterator
from typing import cast

from compiler.build import expression_place
from compiler.build.column_type import type_sql_of
from compiler.build.expression import build_expression
from compiler.build.generated import check_no_virtual, columns_in
from compiler.build.keys import named_columns
from compiler.build.table_source import TableSource, parse_own_name
from compiler.build.type_facts import lacks_order
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.model.statistics import Statistics, StatisticsElement, StatisticsKind


def build_statistics(table: TableSource) -> Iterator[tuple[MappingNode, Statistics]]:
    """Yield the extended statistics with the nodes that say them."""
    for item in table.root.items("statistics"):
        node = as_mapping(item)
        yield node, _statistics(table, node)


def _statistics(table: TableSource, node: MappingNode) -> Statistics:
    elements = tuple(_element(table, item) for item in node.items("columns"))
    kinds = tuple(kind.text for kind in node.scalars("kinds"))
    _check(table, node, elements)
    parts = (one.expression if one.is_column else "expr" for one in elements)
    target = node.scalar("target")
    return Statistics(
        table=table.name,
        name=parse_own_name(table, node, *parts, "stat"),
        kinds=tuple(cast("StatisticsKind", kind) for kind in kinds),
        elements=elements,
        target=int(target.text) if target else None,
        description=node.text("description"),
    )


def _element(table: TableSource, item: Node) -> StatisticsElement:
    if isinstance(item, ScalarNode):
        (name,) = named_columns(table, (item,))
        _check_type(table, item, name)
        return StatisticsElement(expression=name, is_column=True)
    where = as_mapping(item).scalars("expression")[0]
    text = build_expression(
        table.scope, where, table.columns, expression_place.STATISTICS
    )
    return StatisticsElement(expression=text, is_column=False)


def _check(
    table: TableSource, node: MappingNode, elements: tuple[StatisticsElement, ...]
) -> None:
    texts = [one.expression for one in elements if not one.is_column]
    used = {one.expression for one in elements if one.is_column}
    used |= {name for text in texts if text for name in columns_in(text)}
    check_no_virtual(table, node, used, "extended statistics")
    if len(elements) > 1:
        return
    if not texts:
        _report(
            table,
            node,
            "a column has statistics of its own without being asked",
            "Name a second column, or an expression.",
        )
    elif "kinds" in node:
        _report(
            table,
            node,
            "of one expression alone PostgreSQL keeps what it keeps of a column",
            "Remove kinds, or name a second column.",
        )


def _check_type(table: TableSource, item: ScalarNode, name: str) -> None:
    type_sql = type_sql_of(table, name)
    if type_sql and lacks_order(type_sql):
        _report(
            table,
            item,
            f'"{name}" is of the type {type_sql}, whose values have no order',
            "Leave it out, or write an expression over it.",
        )


def _report(table: TableSource, node: Node, problem: str, remedy: str) -> None:
    table.scope.findings.error("impossible-statistics", node.position, problem, remedy)
