"""Indexes. The tenant column is not put into them: one tenant's table has one value."""

from collections.abc import Iterator

from compiler.build import expression_place
from compiler.build.access_methods import check_method
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
from compiler.build.parameters import build_parameters
from compiler.build.table_source import TableSource, parse_own_name
from compiler.document import MappingNode
from compiler.model.index import Index


def build_indexes(table: TableSource) -> Iterator[tuple[MappingNode, Index]]:
    """Yield the indexes with the nodes that say them."""
    for node in table.indexes:
        yield node, _index(table, node)


def _index(table: TableSource, node: MappingNode) -> Index:
    of_all = node.get("operator_class")
    elements = tuple(
        build_element(table, item, of_all, expression_place.INDEX)
        for item in node.items("columns")
    )
    include = named_columns(table, node.scalars("include"))
    predicate = build_predicate(table, node, expression_place.INDEX_CONDITION)
    method = node.text("method", "btree")
    check_method(table, node, method, elements, excludes=False)
    check_operator_classes(table, node, method, columns_with_classes(elements))
    check_used_columns(table, node, elements, include, predicate)
    _check_flags(table, node)
    return Index(
        table=table.name,
        name=parse_own_name(table, node, *name_parts(elements), "idx"),
        access_method=method,
        unique=node.flag("unique", default=False),
        nulls_distinct=node.flag("nulls_distinct", default=True),
        only=node.flag("only", default=False),
        elements=elements,
        include=include,
        storage_parameters=build_parameters(
            table.scope, node.mapping("with"), OF_INDEXES[method], f"a {method} index"
        ),
        predicate=predicate,
        description=node.text("description"),
        valid=True,
    )


def _check_flags(table: TableSource, node: MappingNode) -> None:
    """Note what says nothing on an index of its kind."""
    findings, partition_by = table.scope.findings, table.root.mapping("partition_by")
    unique = node.flag("unique", default=False)
    if not node.flag("nulls_distinct", default=True) and not unique:
        findings.error(
            "index-without-use",
            node.scalars("nulls_distinct")[0].position,
            "in an index that is not unique any value may stand twice, null too",
            "Add `unique: true`, or remove nulls_distinct.",
        )
    if node.flag("only", default=False) and "partitions" not in partition_by:
        findings.error(
            "index-without-use",
            node.scalars("only")[0].position,
            f"{table.name.name} declares no partitions, so there are none that could "
            "go without the index",
            "Remove only.",
        )
