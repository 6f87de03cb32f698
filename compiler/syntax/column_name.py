"""The name that PostgreSQL gives to a column of a query that names it not itself.

Source: PostgreSQL source, `FigureColname` in `parse_target.c`.
"""

from collections.abc import Sequence
from typing import Final

from compiler.syntax.libpg_query import TreeNode
from compiler.syntax.tree import enum_name

UNNAMED: Final = "?column?"

_NAMED: Final = {
    "a_array_expr": "array",
    "coalesce_expr": "coalesce",
    "grouping_func": "grouping",
    "row_expr": "row",
}
_LISTS: Final = {"column_ref": "fields", "func_call": "funcname"}
_UNKNOWN: Final = frozenset({"min_max_expr", "sqlvalue_function", "xml_expr"})
"""What goes by a word of its own, which the tree does not hold as text."""


def name_column(node: TreeNode) -> str:
    """Return the name of a column; empty where it is not known here.

    Args:
        node: the expression of the column.
    """
    name, _ = _name(node)
    return name


def _name(node: TreeNode) -> tuple[str, bool]:  # noqa: C901 - one line a kind
    """Return a name, and whether it is better than that of a type around it."""
    kind = node.WhichOneof("node") or ""
    name, is_good = UNNAMED, False
    if kind in _LISTS:
        name, is_good = _last(getattr(getattr(node, kind), _LISTS[kind])), True
    elif kind in _NAMED:
        name, is_good = _NAMED[kind], True
    elif kind in _UNKNOWN or kind.startswith("json_"):
        name, is_good = "", True
    elif kind == "a_expr" and enum_name(node.a_expr, "kind") == "AEXPR_NULLIF":
        name, is_good = "nullif", True
    elif kind == "type_cast":
        name, is_good = _name(node.type_cast.arg)
        name = name if is_good else _last(node.type_cast.type_name.names)
    elif kind == "collate_clause":
        name, is_good = _name(node.collate_clause.arg)
    elif kind == "case_expr":
        name, is_good = _name(node.case_expr.defresult)
        name = name if is_good else "case"
    elif kind == "a_indirection":
        name, is_good = _field(node.a_indirection)
    elif kind == "sub_link":
        name, is_good = _sub_select(node.sub_link)
    return name, is_good


def _field(indirection: TreeNode) -> tuple[str, bool]:
    names = [each for each in indirection.indirection if each.HasField("string")]
    return (names[-1].string.sval, True) if names else _name(indirection.arg)


def _sub_select(link: TreeNode) -> tuple[str, bool]:
    kind = enum_name(link, "sub_link_type")
    if kind in {"EXISTS_SUBLINK", "ARRAY_SUBLINK"}:
        return kind.removesuffix("_SUBLINK").lower(), True
    if kind != "EXPR_SUBLINK":
        return UNNAMED, False
    # Of several that are joined, or of VALUES, it is not looked up here.
    targets = link.subselect.select_stmt.target_list
    if not targets:
        return "", True
    target = targets[0].res_target
    return (target.name, True) if target.name else _name(target.val)


def _last(names: Sequence[TreeNode]) -> str:
    return str(names[-1].string.sval) if names else ""
