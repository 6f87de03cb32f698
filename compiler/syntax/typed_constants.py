"""Text constants of an expression whose type is that of something beside them.

Source: PostgreSQL documentation, "Type Conversion", "Operators": a constant of no type
that is compared with a value is of that value's type.
"""

import dataclasses
import functools
from collections.abc import Iterable, Iterator
from typing import Final

from compiler.syntax.expression import find_typing_nodes
from compiler.syntax.libpg_query import TreeNode
from compiler.syntax.quote import quote_identifier
from compiler.syntax.tree import enum_name, find_offset, name_parts

_COMPARING: Final = frozenset({"=", "<>", "<", ">", "<=", ">="})
_BY_OPERATOR: Final = frozenset(
    {"AEXPR_OP", "AEXPR_DISTINCT", "AEXPR_NOT_DISTINCT", "AEXPR_NULLIF"}
)
"""Kinds of `A_Expr` with one value on each side."""

_BETWEEN: Final = frozenset(
    {"AEXPR_BETWEEN", "AEXPR_NOT_BETWEEN"}
    | {"AEXPR_BETWEEN_SYM", "AEXPR_NOT_BETWEEN_SYM"}
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TypedConstant:
    """A text constant that something beside it gives a type.

    Args:
        value: the text, without quotes.
        offset: in the SQL, in characters from 0.
        column: the parts of the name of the column that it is compared with; none in a
            cast.
        cast: the name of the type that it is cast to, without a length; empty where it
            is compared.
    """

    value: str
    offset: int
    column: tuple[str, ...] = ()
    cast: str = ""


@functools.lru_cache(maxsize=4096)
def find_typed_constants(text: str) -> tuple[TypedConstant, ...]:
    """Return the constants of an expression, in its order.

    Args:
        text: an expression that was parsed before.
    """
    if "'" not in text:
        return ()
    return tuple(
        dataclasses.replace(it, offset=find_offset(text, it.offset))
        for node in find_typing_nodes(text)
        for it in _given_types(node)
    )


def _given_types(node: TreeNode) -> Iterator[TypedConstant]:
    """Yield the constants that a node gives a type."""
    match type(node).__name__:
        case "A_Expr":
            yield from _compared(node)
        case "CaseExpr":
            yield from _beside(node.arg, [one.case_when.expr for one in node.args])
        case "TypeCast":
            yield from _cast(node)


def _compared(message: TreeNode) -> Iterator[TypedConstant]:
    kind = enum_name(message, "kind")
    if kind in _BY_OPERATOR:
        if message.name[-1].string.sval in _COMPARING:
            yield from _beside(message.lexpr, (message.rexpr,))
            yield from _beside(message.rexpr, (message.lexpr,))
    elif kind in _BETWEEN:
        yield from _beside(message.lexpr, message.rexpr.list.items)
    elif kind == "AEXPR_IN":
        items = message.rexpr.list.items
        # A number among them may give all of them its own type.
        if all(it.a_const.HasField("sval") or it.a_const.isnull for it in items):
            yield from _beside(message.lexpr, items)


def _beside(column: TreeNode, values: Iterable[TreeNode]) -> Iterator[TypedConstant]:
    fields = column.column_ref.fields
    if not fields or any(not part.HasField("string") for part in fields):
        return
    for value in values:
        if value.a_const.HasField("sval"):
            yield TypedConstant(
                value=value.a_const.sval.sval,
                offset=value.a_const.location,
                column=name_parts(fields),
            )


def _cast(message: TreeNode) -> Iterator[TypedConstant]:
    if not message.arg.a_const.HasField("sval"):
        return
    names = map(quote_identifier, name_parts(message.type_name.names))
    yield TypedConstant(
        value=message.arg.a_const.sval.sval,
        offset=message.arg.a_const.location,
        cast=".".join(names) + "[]" * len(message.type_name.array_bounds),
    )
