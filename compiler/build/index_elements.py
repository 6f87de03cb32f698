"""What indexes and exclusion constraints sort, hash or compare by."""

from collections.abc import Iterator
from typing import Literal, cast

from compiler.build.collation import build_collation, check_collatable
from compiler.build.column_type import type_sql_of
from compiler.build.expression_place import ExpressionPlace
from compiler.build.generated import check_no_virtual, columns_in
from compiler.build.immutable import build_immutable
from compiler.build.keys import named_columns
from compiler.build.known_parameters import of_operator_class
from compiler.build.operator_class import build_operator_class
from compiler.build.parameters import build_parameters
from compiler.build.scope import Scope
from compiler.build.table_source import TableSource
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.model.index import IndexElement, OperatorClass


def build_element(
    table: TableSource, item: Node, of_all: Node | None, place: ExpressionPlace
) -> IndexElement:
    """Return what an item of an index says.

    Args:
        table: whose index it is.
        item: a column's name, or a mapping.
        of_all: the operator class of items that name none.
        place: whether it is that of an index or of an exclusion constraint.
    """
    if isinstance(item, ScalarNode):
        (name,) = named_columns(table, (item,))
        return _built(table, _without_options(item), name, of_all, is_column=True)
    node = as_mapping(item)
    column = node.scalar("column")
    if column is None:
        where = node.scalars("expression")[0]
        text = build_immutable(table, where, place)
        return _built(table, node, text, of_all, is_column=False)
    (name,) = named_columns(table, (column,))
    _check_collation(table, node, name)
    return _built(table, node, name, of_all, is_column=True)


def build_predicate(
    table: TableSource, node: MappingNode, place: ExpressionPlace
) -> str:
    """Return the condition of a partial index; empty where there is none."""
    where = node.scalar("where")
    return build_immutable(table, where, place) if where else ""


def name_parts(elements: tuple[IndexElement, ...]) -> tuple[str, ...]:
    """Return what stands for the elements in a generated name."""
    return tuple(
        element.expression if element.is_column else "expr" for element in elements
    )


def columns_with_classes(
    elements: tuple[IndexElement, ...],
) -> Iterator[tuple[str, OperatorClass | None]]:
    """Yield the columns among the elements, with the operator classes they name."""
    for element in elements:
        if element.is_column:
            yield element.expression, element.operator_class


def check_used_columns(
    table: TableSource,
    node: MappingNode,
    elements: tuple[IndexElement, ...],
    others: tuple[str, ...],
    predicate: str,
) -> None:
    """Note virtual columns in an index, its further columns and its condition.

    Args:
        table: whose index it is.
        node: an index or an exclusion constraint.
        elements: what it sorts, hashes or compares by.
        others: the further columns.
        predicate: the condition; empty where there is none.
    """
    texts = [element.expression for element in elements if not element.is_column]
    used = {
        *(element.expression for element in elements if element.is_column),
        *others,
        *(name for text in (*texts, predicate) if text for name in columns_in(text)),
    }
    check_no_virtual(table, node, used, "an index")


def _built(
    table: TableSource,
    node: MappingNode,
    expression: str,
    of_all: Node | None,
    *,
    is_column: bool,
) -> IndexElement:
    named = node.get("operator_class") or of_all
    return IndexElement(
        expression=expression,
        is_column=is_column,
        collation=build_collation(table.scope, node),
        operator_class=_operator_class(table.scope, named) if named else None,
        order=cast("Literal['', 'asc', 'desc']", node.text("order")),
        nulls=cast("Literal['', 'first', 'last']", node.text("nulls")),
    )


def _operator_class(scope: Scope, node: Node) -> OperatorClass:
    if isinstance(node, ScalarNode):
        return OperatorClass(sql=build_operator_class(scope, node), parameters=())
    options = as_mapping(node)
    name = options.scalars("name")[0]
    alone = name.text.rpartition(".")[2]
    return OperatorClass(
        sql=build_operator_class(scope, name),
        parameters=build_parameters(
            scope,
            options.mapping("parameters"),
            of_operator_class(alone),
            f"the operator class {alone}",
        ),
    )


def _check_collation(table: TableSource, node: MappingNode, column: str) -> None:
    if "collation" in node:
        check_collatable(table.scope, node, type_sql_of(table, column))


def _without_options(node: ScalarNode) -> MappingNode:
    return MappingNode(entries={}, position=node.position, pointer=node.pointer)
