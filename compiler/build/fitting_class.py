"""Whether an operator class knows the type of the column that it is named for.

Source: the catalogs `pg_opclass` and `pg_cast` of PostgreSQL 15 and 18, which agree.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from compiler.build.column_type import type_sql_of
from compiler.build.scope import shown
from compiler.build.table_source import TableSource
from compiler.build.type_facts import is_builtin
from compiler.document import Node
from compiler.model.index import IndexElement
from compiler.syntax.builtin_operator_classes import OPERATOR_CLASSES
from compiler.syntax.type_name import parse_type

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


def check_fitting_classes(
    table: TableSource, node: Node, elements: Iterable[IndexElement]
) -> None:
    """Note columns of a type that the operator class named for them does not take.

    Args:
        table: whose index it is.
        node: an index or an exclusion constraint.
        elements: those of the index; expressions are of no type that is known.
    """
    for element in elements:
        if element.operator_class is None or not element.is_column:
            continue
        name = element.operator_class.sql.removeprefix("pg_catalog.")
        type_sql = type_sql_of(table, element.expression)
        if type_sql and refuses(name, type_sql):
            table.scope.findings.error(
                "unfit-operator-class",
                node.position,
                f'the operator class {name} is not for "{shown(element.expression)}", '
                f"which is of the type {type_sql}",
                "Leave it out, or write one for that type.",
            )


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
