"""Primary keys and unique constraints.

The tenant column goes in front of them, the partition column behind: PostgreSQL wants
the latter in every key of a partitioned table, and the former keeps one tenant from
probing another's keys. A column without overlaps stays the last one.
"""

from collections.abc import Iterable, Iterator

from compiler.build.column_type import type_sql_of
from compiler.build.deferral import build_deferral
from compiler.build.generated import check_no_virtual
from compiler.build.known_parameters import OF_INDEXES
from compiler.build.operator_class_checks import check_operator_classes
from compiler.build.parameters import build_parameters
from compiler.build.scope import parse_name
from compiler.build.table_source import TableSource, parse_own_name
from compiler.build.type_facts import is_no_range
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.model.constraint import Key
from compiler.spelling import find_nearest


def build_keys(table: TableSource) -> Iterator[tuple[Node, Key]]:
    """Yield the primary key, where there is one, and the unique constraints.

    Each comes with the node that says it.
    """
    primary = table.root.get("primary_key")
    if primary is not None:
        yield primary, _key(table, _as_options(primary), primary=True)
    for item in table.root.items("unique"):
        yield item, _key(table, as_mapping(item), primary=False)


def primary_key_columns(table: TableSource) -> tuple[str, ...]:
    """Return the columns that the spec lists as primary key; none without one."""
    primary = table.root.get("primary_key")
    nodes = _as_options(primary).scalars("columns") if primary is not None else ()
    return tuple(parse_name(table.scope, node) for node in nodes)


def named_columns(table: TableSource, nodes: Iterable[ScalarNode]) -> tuple[str, ...]:
    """Return the columns that the nodes name; one that is not there is a finding."""
    names = []
    for node in nodes:
        name = parse_name(table.scope, node)
        names.append(name)
        if table.columns.lacks(name):
            report_unknown_column(table, node, name)
    return tuple(names)


def report_unknown_column(table: TableSource, node: ScalarNode, name: str) -> None:
    """Note that a node names a column which the table lacks."""
    near = find_nearest(name, table.columns.names)
    table.scope.findings.error(
        "unknown-column",
        node.position,
        f'"{name}" is no column of {table.name.name}',
        f"Write {near}." if near else "Add the column, or correct the name.",
    )


def _as_options(node: Node) -> MappingNode:
    """Return a primary key that may be a list of columns alone as a mapping."""
    if isinstance(node, MappingNode):
        return node
    key = ScalarNode(
        value="columns",
        text="columns",
        quoted=False,
        position=node.position,
        pointer=node.pointer,
    )
    return MappingNode(
        entries={"columns": (key, node)}, position=node.position, pointer=node.pointer
    )


def _key(table: TableSource, node: MappingNode, *, primary: bool) -> Key:
    scope, nodes = table.scope, node.scalars("columns")
    columns = named_columns(table, nodes)
    include = named_columns(table, node.scalars("include"))
    check_no_virtual(table, node, (*columns, *include), "a key")
    temporal = node.flag("without_overlaps", default=False)
    if temporal:
        _check_period(table, node, nodes[-1], columns)
    # Without overlaps is an exclusion in disguise.
    method = "gist" if temporal else "btree"
    whole = _key_columns(table, columns, temporal=temporal)
    check_operator_classes(table, node, method, ((name, None) for name in whole))
    return Key(
        name=parse_own_name(
            table, node, *(("pkey",) if primary else (*columns, "key"))
        ),
        columns=whole,
        include=include,
        primary=primary,
        nulls_distinct=node.flag("nulls_distinct", default=True),
        without_overlaps=temporal,
        deferral=build_deferral(scope, node),
        storage_parameters=build_parameters(
            scope, node.mapping("with"), OF_INDEXES[method], f"a {method} index"
        ),
        description=node.text("description"),
    )


def _key_columns(
    table: TableSource, columns: tuple[str, ...], *, temporal: bool
) -> tuple[str, ...]:
    period = columns[-1:] if temporal else ()
    first = columns[: len(columns) - len(period)]
    whole = (table.tenant_column, *first, *table.partition_columns)
    plain = dict.fromkeys(column for column in whole if column and column not in period)
    return (*plain, *period)


def _check_period(
    table: TableSource,
    node: MappingNode,
    last: ScalarNode,
    columns: tuple[str, ...],
) -> None:
    """Note a key without overlaps that PostgreSQL refuses."""
    type_sql = type_sql_of(table, columns[-1])
    if type_sql and is_no_range(type_sql):
        table.scope.findings.error(
            "no-period",
            last.position,
            f'"{columns[-1]}" is of the type {type_sql}, and only ranges overlap',
            "Name a column of a range type last, such as tstzrange.",
        )
    if len(_key_columns(table, columns, temporal=True)) == 1:
        table.scope.findings.error(
            "no-period",
            node.position,
            "a key without overlaps tells apart whose the spans of time are",
            "Name another column in front of it, or write an exclusion constraint.",
        )
