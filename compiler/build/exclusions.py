"""Exclusion constraints.

The tenant column is not put into them, as it is not put into indexes: one tenant's
table has one value, and comparing it would take an extension where the method is gist.
"""

from collections.abc import Iterator
from typing import Final

from compiler.build import expression_place
from compiler.build.access_methods import check_method
from compiler.build.deferral import build_deferral
from compiler.build.index_elements import (
    build_element,
    build_predicate,
    check_used_columns,
    columns_with_classes,
    name_parts,
)
from compiler.build.keys import named_columns
from compiler.build.known_parameters import OF_INDEXES
from compiler.build.operator_class_checks import check_operator_classes
from compiler.build.operators import COMMUTATIVE, build_operator
from compiler.build.parameters import build_parameters
from compiler.build.table_source import TableSource, parse_own_name
from compiler.document import MappingNode, as_mapping
from compiler.model.constraint import Exclusion, ExclusionElement

_OF_EQUALITY: Final = ("btree", "hash")


def build_exclusions(table: TableSource) -> Iterator[tuple[MappingNode, Exclusion]]:
    """Yield the exclusion constraints with the nodes that say them."""
    for item in table.root.items("exclude"):
        node = as_mapping(item)
        yield node, _exclusion(table, node)


def _exclusion(table: TableSource, node: MappingNode) -> Exclusion:
    items = tuple(as_mapping(item) for item in node.items("elements"))
    elements = tuple(
        ExclusionElement(
            element=build_element(table, item, None, expression_place.EXCLUSION),
            operator=build_operator(table.scope, item.scalars("operator")[0]),
        )
        for item in items
    )
    compared = tuple(one.element for one in elements)
    include = named_columns(table, node.scalars("include"))
    predicate = build_predicate(table, node, expression_place.EXCLUSION_CONDITION)
    method = node.text("method", "gist")
    check_method(table, node, method, compared, excludes=True)
    check_operator_classes(table, node, method, columns_with_classes(compared))
    check_used_columns(table, node, compared, include, predicate)
    _check_partition_columns(table, node, elements)
    _check_equality(table, node, method, elements)
    return Exclusion(
        name=parse_own_name(table, node, *name_parts(compared), "excl"),
        access_method=method,
        elements=elements,
        include=include,
        storage_parameters=build_parameters(
            table.scope, node.mapping("with"), OF_INDEXES[method], f"a {method} index"
        ),
        predicate=predicate,
        deferral=build_deferral(table.scope, node),
        description=node.text("description"),
    )


def _check_equality(
    table: TableSource,
    node: MappingNode,
    method: str,
    elements: tuple[ExclusionElement, ...],
) -> None:
    """Note an operator for which an access method for equality is of no use."""
    others = COMMUTATIVE - {"="}
    for one in elements:
        name = one.operator.removeprefix("OPERATOR(pg_catalog.").removesuffix(")")
        if method in _OF_EQUALITY and name in others:
            table.scope.findings.error(
                "index-method",
                node.position,
                f"the access method {method} finds rows by = and not by {name}",
                "Write gist, or compare by =.",
            )


def _check_partition_columns(
    table: TableSource, node: MappingNode, elements: tuple[ExclusionElement, ...]
) -> None:
    """Note an exclusion that would have to look into other partitions."""
    equal = {
        one.element.expression
        for one in elements
        if one.element.is_column and one.operator in ("=", "OPERATOR(pg_catalog.=)")
    }
    missing = [name for name in table.partition_columns if name not in equal]
    if missing:
        table.scope.findings.error(
            "exclusion-over-partitions",
            node.position,
            f"{table.name.name} is partitioned, and rows are only compared with those "
            f"of the same partition",
            f"Add {', '.join(missing)} to the elements, with the operator =.",
        )
