"""Operands of an expression whose type can be told by what they are.

A column has the type that its table gives it, a function the one that it returns; of
constants, casts and conditions the grammar itself tells it.

Source: PostgreSQL documentation, "Value Expressions" and "Type Conversion".
"""

import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from compiler.syntax.expression import find_typing_nodes
from compiler.syntax.libpg_query import TreeNode
from compiler.syntax.quote import quote_identifier
from compiler.syntax.tree import (
    enum_name,
    name_parts,
    parse_expression_tree,
)

_COMPARING: Final = frozenset({"=", "<>", "!=", "<", ">", "<=", ">="})
_ONE_EACH: Final = frozenset({"AEXPR_DISTINCT", "AEXPR_NOT_DISTINCT", "AEXPR_NULLIF"})
_MANY: Final = frozenset({"AEXPR_IN", "AEXPR_BETWEEN", "AEXPR_NOT_BETWEEN"})
_TRUTHS: Final = frozenset(
    {"AEXPR_LIKE", "AEXPR_ILIKE", "AEXPR_SIMILAR", *_ONE_EACH, *_MANY}
) - {"AEXPR_NULLIF"}
"""Kinds of `A_Expr` that are conditions, whatever they hold."""

_WORDS: Final = {
    "SVFOP_CURRENT_DATE": "date",
    "SVFOP_CURRENT_TIME": "timetz",
    "SVFOP_CURRENT_TIME_N": "timetz",
    "SVFOP_CURRENT_TIMESTAMP": "timestamptz",
    "SVFOP_CURRENT_TIMESTAMP_N": "timestamptz",
    "SVFOP_LOCALTIME": "time",
    "SVFOP_LOCALTIME_N": "time",
    "SVFOP_LOCALTIMESTAMP": "timestamp",
    "SVFOP_LOCALTIMESTAMP_N": "timestamp",
}
"""The types of words such as `current_date`; all others are names."""

_LARGEST: Final = 2**63


class Operand(NamedTuple):
    """A part of an expression, with one of four things that tell its type.

    Args:
        location: where it stands, as `find_offset` takes it.
        column: the parts of its name.
        function: the parts of the name of what is called.
        cast: the type that it is cast to, as SQL names it.
        builtin: the name in `pg_catalog` of the type that the grammar tells.
    """

    location: int
    column: tuple[str, ...] = ()
    function: tuple[str, ...] = ()
    cast: str = ""
    builtin: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Operands:
    """The operands of an expression, outside of its sub-selects, by what is asked.

    Args:
        result: what it comes to; nothing where that tells no type.
        compared: those that are compared with one another, in pairs.
        conditions: those that have to be true or false.
    """

    result: Operand | None
    compared: tuple[tuple[Operand, Operand], ...]
    conditions: tuple[Operand, ...]


@functools.lru_cache(maxsize=4096)
def find_operands(text: str) -> Operands:
    """Return the operands whose type can be told.

    Args:
        text: an expression that was parsed before.
    """
    compared: list[tuple[Operand, Operand]] = []
    conditions: list[Operand] = []
    for node in find_typing_nodes(text):
        kind = type(node).__name__
        if kind == "A_Expr":
            compared += _compared(node)
        elif kind != "TypeCast":
            conditions += filter(None, map(_operand, _asked(node)))
    return Operands(
        result=_operand(parse_expression_tree(text)),
        compared=tuple(compared),
        conditions=tuple(conditions),
    )


def _asked(node: TreeNode) -> Iterable[TreeNode]:
    """Return what has to be true or false for a node to be anything."""
    match type(node).__name__:
        case "BoolExpr":
            return tuple(node.args)
        case "BooleanTest":
            return (node.arg,)
        case _ if node.HasField("arg"):
            return ()
        case _:
            return tuple(one.case_when.expr for one in node.args)


def _compared(node: TreeNode) -> Iterator[tuple[Operand, Operand]]:
    others = tuple(filter(None, map(_operand, _others(node))))
    left = _operand(node.lexpr) if others else None
    return ((left, other) for other in others if left)


def _others(node: TreeNode) -> Iterator[TreeNode]:
    """Yield what an operator compares its left side with."""
    kind = enum_name(node, "kind")
    if kind in _ONE_EACH or _compares(node):
        yield node.rexpr
    elif kind in _MANY:
        yield from node.rexpr.list.items


def _operand(node: TreeNode) -> Operand | None:
    """Return a node as an operand; nothing where no type can be told of it."""
    reader = _READERS.get(type(node).__name__)
    return reader(node) if reader else None


def _of_any(node: TreeNode) -> Operand | None:
    fields = node.ListFields()
    return _operand(fields[0][1]) if fields else None


def _of_column(node: TreeNode) -> Operand | None:
    if not all(part.HasField("string") for part in node.fields):
        return None
    return Operand(node.location, column=name_parts(node.fields))


def _of_call(node: TreeNode) -> Operand:
    return Operand(node.location, function=name_parts(node.funcname))


def _of_cast(node: TreeNode) -> Operand | None:
    if node.type_name.array_bounds:
        return None
    cast = ".".join(map(quote_identifier, name_parts(node.type_name.names)))
    inner = _operand(node.arg)
    return Operand(inner.location if inner else node.location, cast=cast)


def _of_query(node: TreeNode) -> Operand | None:
    if enum_name(node, "sub_link_type") != "EXPR_SUBLINK":
        return _of_condition(node)
    query = node.subselect.select_stmt
    if len(query.target_list) != 1 or query.from_clause:
        return None
    return _operand(query.target_list[0].res_target.val)


def _of_condition(node: TreeNode) -> Operand:
    return Operand(node.location, builtin="bool")


def _of_operator(node: TreeNode) -> Operand | None:
    is_truth = enum_name(node, "kind") in _TRUTHS or _compares(node)
    return _of_condition(node) if is_truth else None


def _compares(node: TreeNode) -> bool:
    """Return whether an operator is one of comparison, and PostgreSQL's own."""
    # In front of one that is looked for elsewhere stands its schema.
    is_operator = enum_name(node, "kind") == "AEXPR_OP"
    return is_operator and node.name[0].string.sval in _COMPARING


def _of_word(node: TreeNode) -> Operand:
    return Operand(node.location, builtin=_WORDS.get(enum_name(node, "op"), "name"))


def _of_constant(node: TreeNode) -> Operand | None:
    match node.WhichOneof("val"):
        case "ival":
            builtin = "int4"
        case "boolval":
            builtin = "bool"
        case "fval":
            digits = node.fval.fval
            is_int8 = digits.isdecimal() and int(digits) < _LARGEST
            builtin = "int8" if is_int8 else "numeric"
        case _:
            return None
    return Operand(node.location, builtin=builtin)


_READERS: Final[dict[str, Callable[[TreeNode], Operand | None]]] = {
    "A_Const": _of_constant,
    "A_Expr": _of_operator,
    "BoolExpr": _of_condition,
    "BooleanTest": _of_condition,
    "ColumnRef": _of_column,
    "FuncCall": _of_call,
    "Node": _of_any,
    "NullTest": _of_condition,
    "SQLValueFunction": _of_word,
    "SubLink": _of_query,
    "TypeCast": _of_cast,
}
