"""The parts of an expression that may come to something else another time.

PostgreSQL simplifies an expression before it asks whether all of it is immutable, and
what it can leave out does not count: nothing is said of expressions where it might.
"""

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from compiler.syntax.libpg_query import TreeNode
from compiler.syntax.mutable_functions import is_mutable
from compiler.syntax.tree import (
    descend,
    enum_name,
    find_offset,
    name_parts,
    parse_expression_tree,
)

_WORD: Final = re.compile(r"\w+")

_OPERATORS: Final = frozenset(
    {"AEXPR_BETWEEN", "AEXPR_IN", "AEXPR_NOT_BETWEEN", "AEXPR_OP"}
)

_Kind: TypeAlias = Literal["call", "cast", "operator", "keyword"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Operand:
    """What a part is made of, as far as its type can be told.

    Args:
        column: its name, where it is one; empty otherwise.
        type_name: the name of the type to which it is cast, where it is a cast.
    """

    column: str = ""
    type_name: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A call, a cast, an operator, or a word such as `current_date`.

    Args:
        name: of the function, or of the type; the operator; or the word. Where it is
            SQL's own syntax, it is in `pg_catalog`.
        operands: in their order; empty ones where no type can be told.
        count: how many arguments a call has; -1 where that is not known.
        offset: in the text, in characters from 0.
    """

    kind: _Kind
    name: tuple[str, ...]
    operands: tuple[Operand, ...] = ()
    count: int = -1
    offset: int


@functools.lru_cache(maxsize=4096)
def find_mutable_parts(text: str) -> tuple[Part, ...]:
    """Return the parts of an expression that have to be judged.

    Args:
        text: an expression that was parsed before.
    """
    nodes = tuple(descend(parse_expression_tree(text)))
    if any(map(_can_be_left_out, nodes)):
        return ()
    return tuple(part for node in nodes for part in _parts(node, text))


def _can_be_left_out(node: TreeNode) -> bool:
    """Return whether a node may make PostgreSQL leave out what stands beside it."""
    kind = type(node).__name__
    if kind == "A_Const":
        return bool(node.isnull)
    if kind in ("NullTest", "A_Indirection"):
        return bool(node.arg.HasField("row_expr"))
    return not all(_is_open(each) for each in _deciding(node))


def _deciding(node: TreeNode) -> Sequence[TreeNode]:
    """Return what decides, while it is simplified, what is left of a node."""
    match type(node).__name__:
        case "BoolExpr":
            found = tuple(node.args)
        case "CaseExpr" if node.HasField("arg"):
            found = (node.arg,)
        case "CaseExpr":
            found = tuple(one.case_when.expr for one in node.args)
        case "CoalesceExpr":
            found = tuple(node.args[:-1])
        case "FuncCall":
            found = (node,)
        case "A_Expr" if enum_name(node, "kind") == "AEXPR_NULLIF":
            found = (node,)
        case _:
            found = ()
    return found


def _is_open(node: TreeNode) -> bool:
    """Return whether only a row, or the moment, tells what a node comes to."""
    for each in descend(node):
        match type(each).__name__:
            case "ColumnRef" | "SQLValueFunction":
                return True
            case "FuncCall" if is_mutable(
                name_parts(each.funcname)[-1], len(each.args)
            ):
                return True
    return False


def _parts(node: TreeNode, text: str) -> Iterator[Part]:
    match type(node).__name__:
        case "FuncCall":
            yield Part(
                kind="call",
                name=name_parts(node.funcname),
                operands=_operands(*node.args),
                count=-1 if node.func_variadic else len(node.args),
                offset=find_offset(text, node.location),
            )
        case "TypeCast" if not node.type_name.array_bounds:
            yield Part(
                kind="cast",
                name=name_parts(node.type_name.names),
                operands=_operands(node.arg),
                offset=find_offset(text, _start(node.arg, node.location)),
            )
        case "SQLValueFunction":
            offset = find_offset(text, node.location)
            word = _WORD.match(text, offset)
            name = word.group().lower() if word else "this"
            yield Part(kind="keyword", name=(name,), offset=offset)
        case "A_Expr" if enum_name(node, "kind") in _OPERATORS:
            right = node.rexpr.list.items if node.rexpr.HasField("list") else ()
            yield Part(
                kind="operator",
                name=name_parts(node.name),
                operands=_operands(node.lexpr, *(right or (node.rexpr,))),
                offset=find_offset(text, _start(node.lexpr, node.location)),
            )


def _operands(*nodes: TreeNode) -> tuple[Operand, ...]:
    return tuple(_operand(node) for node in nodes)


def _operand(node: TreeNode) -> Operand:
    if node.HasField("column_ref"):
        return Operand(column=node.column_ref.fields[-1].string.sval)
    if node.HasField("type_cast") and not node.type_cast.type_name.array_bounds:
        return Operand(type_name=name_parts(node.type_cast.type_name.names))
    return Operand()


def _start(node: TreeNode, otherwise: int) -> int:
    return node.column_ref.location if node.HasField("column_ref") else otherwise
