"""The types of operands: of columns, of what functions return, and of casts."""

from typing import Final

from compiler.build.callee import builtin_name
from compiler.build.known_columns import Columns
from compiler.build.scope import Scope
from compiler.build.type_values import find_values
from compiler.syntax.builtin_types import BUILTIN_TYPES
from compiler.syntax.function_results import RESULT_TYPES
from compiler.syntax.operands import Operand

_OF_ROW = 2
"""Parts of a column's name behind that of its row."""

ANY_ARRAY: Final = "anyarray"
ANY_ENUM: Final = "anyenum"
"""What stands for each array and each enumerated type, for they behave alike."""


def find_type(scope: Scope, columns: Columns, operand: Operand) -> str:
    """Return the name in `pg_catalog` of an operand's type; empty if it is not known.

    Of a domain it is that of its base.

    Args:
        scope: where the operand stands.
        columns: what it may name.
        operand: a part of an expression.
    """
    if operand.function:
        return RESULT_TYPES.get(builtin_name(scope, operand.function), "")
    if operand.builtin:
        return operand.builtin
    return find_base(scope, operand.cast or _type_of(columns, operand.column))


def find_base(scope: Scope, type_text: str) -> str:
    """Return the name of PostgreSQL's type that a type is, or is a domain over.

    Args:
        scope: where the type is named.
        type_text: its name, as a spec or SQL has it; empty where it is not known.

    Returns:
        An empty text where that is not known.
    """
    if not type_text:
        return ""
    key = (scope.schema, type_text)
    if key not in scope.bases:
        scope.bases[key] = _base_of(scope, type_text)
    return scope.bases[key]


def _base_of(scope: Scope, type_text: str) -> str:
    values = find_values(scope, type_text)
    if values.labels:
        return ANY_ENUM
    if values.kind is None or values.kind.name not in BUILTIN_TYPES:
        return ""
    return ANY_ARRAY if values.kind.array_dims else values.kind.name


def _type_of(columns: Columns, parts: tuple[str, ...]) -> str:
    *row, name = parts
    rows = columns.row_names | {columns.table}
    is_of_row = len(parts) < _OF_ROW or (len(parts) == _OF_ROW and row[0] in rows)
    return columns.type_of(name) if is_of_row else ""
