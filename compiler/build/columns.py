"""Columns, and the checks that a table declares by name or by `one_of`."""

from collections.abc import Iterator

from compiler.build.data_type import build_type
from compiler.build.expression import NO_COLUMNS, build_expression
from compiler.build.table_source import Named, TableSource
from compiler.document import MappingNode, ScalarNode, as_mapping
from compiler.model.column import Column
from compiler.model.constraint import Check
from compiler.names import generate_name
from compiler.syntax.quote import quote_identifier, quote_literal


def build_columns(table: TableSource) -> tuple[Column, ...]:
    """Return the columns, in the order of the mixins and the spec."""
    return tuple(
        _column(table, named.name, as_mapping(named.node))
        for named in table.parts["columns"].values()
    )


def build_checks(table: TableSource) -> tuple[Check, ...]:
    """Return the check constraints: those of `one_of` first, then the named ones."""
    return (*_value_checks(table), *_named_checks(table))


def _column(table: TableSource, name: str, node: MappingNode) -> Column:
    default = node.scalar("default")
    generated = node.scalar("generated")
    if default is not None and generated is not None:
        table.scope.findings.error(
            "default-of-generated",
            default.position,
            f'the column "{name}" is generated, so it cannot have a default too',
            "Remove default or generated.",
        )
    type_node = node.scalars("type")[0]
    return Column(
        name=name,
        type_sql=build_type(table.scope, type_node),
        not_null=node.flag("not_null", default=False),
        default=build_expression(table.scope, default, NO_COLUMNS) if default else "",
        generated=(
            build_expression(table.scope, generated, table.columns) if generated else ""
        ),
        storage=node.text("storage"),
        compression=node.text("compression"),
        description=node.text("description"),
    )


def _value_checks(table: TableSource) -> Iterator[Check]:
    for named in table.parts["columns"].values():
        values = as_mapping(named.node).scalars("one_of")
        if values:
            listed = ", ".join(_value(value) for value in values)
            yield Check(
                name=generate_name(table.name.name, named.name, "check"),
                expression=f"{quote_identifier(named.name)} IN ({listed})",
                description="",
            )


def _value(node: ScalarNode) -> str:
    return quote_literal(node.value) if isinstance(node.value, str) else node.text


def _named_checks(table: TableSource) -> Iterator[Check]:
    for named in table.parts["checks"].values():
        node, description = _expression_node(named)
        yield Check(
            name=named.name,
            expression=build_expression(table.scope, node, table.columns),
            description=description,
        )


def _expression_node(named: Named) -> tuple[ScalarNode, str]:
    if isinstance(named.node, ScalarNode):
        return named.node, ""
    mapping = as_mapping(named.node)
    return mapping.scalars("expression")[0], mapping.text("description")
