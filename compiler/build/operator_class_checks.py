"""Whether the columns of an index are of types that its operator classes take.

A column that names no operator class gets the default of the access method, where there
is one for its type.

Source: the catalogs `pg_opclass` and `pg_cast` of PostgreSQL 15 and 18, which agree.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from compiler.build.column_type import type_sql_of
from compiler.build.scope import shown
from compiler.build.table_source import TableSource
from compiler.build.type_facts import is_builtin, lacks_operator_class
from compiler.document import Node
from compiler.model.index import OperatorClass
from compiler.syntax.builtin_operator_classes import OPERATOR_CLASSES
from compiler.syntax.type_name import parse_type

_HELPERS: Final = {"gin": "btree_gin", "gist": "btree_gist"}
"""Access methods to the extensions that teach them numbers, times and text."""

_SUFFIXES: Final = (
    *("_minmax_multi_ops", "_minmax_ops", "_bloom_ops", "_inclusion_ops"),
    *("_pattern_ops", "_image_ops", "_path_ops", "_ops"),
)
"""What follows the type in the name of an operator class, the longer ones first."""

_OTHERS: Final = {
    "array": "anyarray",
    "cidr": "inet",
    "enum": "anyenum",
    "kd_point": "point",
    "multirange": "anymultirange",
    "poly": "polygon",
    "quad_point": "point",
    "range": "anyrange",
    "varchar": "text",
}
"""What is not called like the type that it is for, whatever the access method."""

_TAKEN_AS: Final[Mapping[str, frozenset[str]]] = {
    "bit": frozenset({"varbit"}),
    "cidr": frozenset({"inet"}),
    "int4": frozenset({"oid"}),
    "text": frozenset({"bpchar"}),
    "varbit": frozenset({"bit"}),
    "varchar": frozenset({"bpchar", "text"}),
}
"""Types whose values serve as those of others, without a function in between."""


def check_operator_classes(
    table: TableSource,
    node: Node,
    method: str,
    columns: Iterable[tuple[str, OperatorClass | None]],
) -> None:
    """Note columns of a type that their operator class, or the method, does not take.

    Args:
        table: whose index it is.
        node: an index, an exclusion constraint or a key.
        method: its access method.
        columns: each with the operator class that is named for it.
    """
    helper = _HELPERS.get(method, "")
    is_helped = helper in table.scope.project.extensions
    for column, named in columns:
        if named is None and is_helped:
            continue
        type_sql = type_sql_of(table, column)
        if not type_sql:
            continue
        if named is not None:
            _check_named(table, node, column, type_sql, named)
        elif lacks_operator_class(type_sql, method):
            table.scope.findings.error(
                "no-operator-class",
                node.position,
                f'{method} has no operator class for "{column}", which is of the type '
                f"{type_sql}",
                _remedy(helper),
            )


def _check_named(
    table: TableSource, node: Node, column: str, type_sql: str, named: OperatorClass
) -> None:
    name = named.sql.removeprefix("pg_catalog.")
    if refuses(name, type_sql):
        table.scope.findings.error(
            "unfit-operator-class",
            node.position,
            f'the operator class {name} is not for "{shown(column)}", which is of the '
            f"type {type_sql}",
            "Leave it out, or write one for that type.",
        )


def _remedy(helper: str) -> str:
    if helper:
        return f"Name one, or add {helper} to the extensions of the project."
    return "Name one, write another access method, or change the type."


def refuses(operator_class: str, type_sql: str) -> bool:
    """Return whether an operator class of PostgreSQL's surely does not take a type."""
    if operator_class not in OPERATOR_CLASSES or not is_builtin(type_sql):
        return False
    taken = _type_taken(operator_class)
    parsed = parse_type(type_sql)
    name = parsed.name
    if parsed.array_dims:
        return taken != "anyarray"
    if name.endswith("multirange"):
        return taken != "anymultirange"
    if name.endswith("range"):
        return taken != "anyrange"
    if name.startswith("reg"):
        return taken != "oid"
    return taken != name and taken not in _TAKEN_AS.get(name, ())


def _type_taken(operator_class: str) -> str:
    suffix = next(each for each in _SUFFIXES if operator_class.endswith(each))
    name = operator_class.removesuffix(suffix)
    return _OTHERS.get(name, name)
