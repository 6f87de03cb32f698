"""Whether the access method of an index knows what to do with the type of a column."""

from collections.abc import Iterable
from typing import Final

from compiler.build.column_type import type_sql_of
from compiler.build.table_source import TableSource
from compiler.build.type_facts import lacks_operator_class
from compiler.document import Node

_HELPERS: Final = {"gin": "btree_gin", "gist": "btree_gist"}
"""Access methods to the extensions that teach them numbers, times and text."""


def check_operator_classes(
    table: TableSource, node: Node, method: str, columns: Iterable[str]
) -> None:
    """Note columns of a type that the access method has no operator class for.

    Args:
        table: whose index it is.
        node: an index, an exclusion constraint or a key.
        method: its access method.
        columns: those that name no operator class.
    """
    helper = _HELPERS.get(method, "")
    if helper in table.scope.project.extensions:
        return
    for column in columns:
        type_sql = type_sql_of(table, column)
        if type_sql and lacks_operator_class(type_sql, method):
            table.scope.findings.error(
                "no-operator-class",
                node.position,
                f'{method} has no operator class for "{column}", which is of the type '
                f"{type_sql}",
                _remedy(helper),
            )


def _remedy(helper: str) -> str:
    if helper:
        return f"Name one, or add {helper} to the extensions of the project."
    return "Name one, write another access method, or change the type."
