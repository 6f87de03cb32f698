"""Check constraints: those that a table declares by name, and those of `one_of`."""

from collections.abc import Iterator

from compiler.build import expression_place
from compiler.build.expression import build_expression
from compiler.build.row_checks import as_constant
from compiler.build.table_source import Named, TableSource
from compiler.build.type_values import find_values
from compiler.document import MappingNode, ScalarNode, as_mapping
from compiler.model.constraint import Check
from compiler.names import generate_name
from compiler.syntax.quote import quote_identifier, quote_literal


def build_checks(table: TableSource) -> tuple[Check, ...]:
    """Return the check constraints: those of `one_of` first, then the named ones."""
    return (*_value_checks(table), *_named_checks(table))


def _value_checks(table: TableSource) -> Iterator[Check]:
    for named in table.parts["columns"].values():
        values = as_mapping(named.node).scalars("one_of")
        if values:
            _check_values(table, named, values)
            listed = ", ".join(_value(value) for value in values)
            yield Check(
                name=generate_name(table.name.name, named.name, "check"),
                expression=f"{quote_identifier(named.name)} IN ({listed})",
                no_inherit=False,
                validated=True,
                enforced=True,
                description="",
            )


def _check_values(
    table: TableSource, named: Named, values: tuple[ScalarNode, ...]
) -> None:
    """Note values that those of the column can surely not equal."""
    type_text = table.columns.type_of(named.name)
    known = find_values(table.scope, type_text)
    for node in values:
        if not known.equal(as_constant(node)):
            table.scope.findings.error(
                "unfit-value",
                node.position,
                f'"{node.text}" cannot be compared with the type {type_text}',
                "Write another value, or a condition under checks.",
            )


def _value(node: ScalarNode) -> str:
    return quote_literal(node.value) if isinstance(node.value, str) else node.text


def _named_checks(table: TableSource) -> Iterator[Check]:
    for named in table.parts["checks"].values():
        expression, options = _taken_apart(named)
        no_inherit = options.flag("no_inherit", default=False)
        if no_inherit and table.partition_columns:
            table.scope.findings.error(
                "no-inherit-of-partitioned",
                options.scalars("no_inherit")[0].position,
                f"{table.name.name} is partitioned: all its rows stand in partitions, "
                "which this check would not reach",
                "Remove no_inherit.",
            )
        yield Check(
            name=named.name,
            expression=build_expression(
                table.scope, expression, table.columns, expression_place.CHECK
            ),
            no_inherit=no_inherit,
            validated=not options.flag("not_valid", default=False),
            enforced=options.flag("enforced", default=True),
            description=options.text("description"),
        )


def _taken_apart(named: Named) -> tuple[ScalarNode, MappingNode]:
    """Return the condition of a check, and what else is said of it."""
    node = named.node
    if isinstance(node, ScalarNode):
        empty = MappingNode(entries={}, position=node.position, pointer=node.pointer)
        return node, empty
    options = as_mapping(node)
    return options.scalars("expression")[0], options
