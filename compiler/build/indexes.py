"""Indexes. The tenant column is not put into them: one tenant's table has one value."""

from collections.abc import Iterator
from typing import Literal, cast

from compiler.build.expression import build_expression
from compiler.build.extensions import extension_schema, extension_with
from compiler.build.keys import named_columns
from compiler.build.operator_classes import OPERATOR_CLASSES
from compiler.build.reference import report_unknown
from compiler.build.table_source import TableSource, parse_own_name
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.model.index import Index, IndexElement
from compiler.spelling import find_nearest
from compiler.syntax.quote import quote_identifier


def build_indexes(table: TableSource) -> Iterator[tuple[MappingNode, Index]]:
    """Yield the indexes with the nodes that say them."""
    for node in table.indexes:
        elements = tuple(_element(table, node, item) for item in node.items("columns"))
        where = node.scalar("where")
        yield (
            node,
            Index(
                table=table.name,
                name=parse_own_name(table, node, *_name_parts(elements), "idx"),
                access_method=node.text("method", "btree"),
                unique=node.flag("unique", default=False),
                elements=elements,
                include=named_columns(table, node.scalars("include")),
                storage_parameters=tuple(
                    (key.text, value.text if isinstance(value, ScalarNode) else "")
                    for key, value in node.mapping("with")
                ),
                predicate=(
                    build_expression(table.scope, where, table.columns) if where else ""
                ),
                description=node.text("description"),
            ),
        )


def _name_parts(elements: tuple[IndexElement, ...]) -> tuple[str, ...]:
    return tuple(
        element.expression if element.is_column else "expr" for element in elements
    )


def _element(table: TableSource, index: MappingNode, item: Node) -> IndexElement:
    if isinstance(item, ScalarNode):
        (name,) = named_columns(table, (item,))
        return _built(table, index, name, is_column=True)
    node = as_mapping(item)
    column = node.scalar("column")
    if column is not None:
        (name,) = named_columns(table, (column,))
        return _built(table, index, name, is_column=True, options=node)
    expression = build_expression(
        table.scope, node.scalars("expression")[0], table.columns
    )
    return _built(table, index, expression, is_column=False, options=node)


def _built(
    table: TableSource,
    index: MappingNode,
    expression: str,
    *,
    is_column: bool,
    options: MappingNode | None = None,
) -> IndexElement:
    own = options.scalar("operator_class") if options else None
    of_all = index.scalar("operator_class")
    named = own or of_all
    return IndexElement(
        expression=expression,
        is_column=is_column,
        operator_class=_operator_class(table, named) if named else "",
        order=cast(
            "Literal['', 'asc', 'desc']", options.text("order") if options else ""
        ),
        nulls=cast(
            "Literal['', 'first', 'last']", options.text("nulls") if options else ""
        ),
    )


def _operator_class(table: TableSource, node: ScalarNode) -> str:
    schema, _, name = node.text.rpartition(".")
    if not name:
        _unknown_operator_class(table, node)
        return ""
    if not schema:
        extensions = table.scope.project.extensions
        schema = extension_schema(extensions, "operator_class", name)
        if not schema and name not in OPERATOR_CLASSES:
            _unknown_operator_class(table, node)
    quoted = quote_identifier(name)
    return f"{quote_identifier(schema)}.{quoted}" if schema else quoted


def _unknown_operator_class(table: TableSource, node: ScalarNode) -> None:
    extension = extension_with("operator_class", node.text)
    near = find_nearest(node.text, OPERATOR_CLASSES)
    if extension:
        remedy = f"Add {extension} to the extensions of the project."
    elif near:
        remedy = f"Write {near}."
    else:
        remedy = "Write it with the schema of the extension that has it."
    report_unknown(table.scope, node.position, "operator_class", node.text, remedy)
