"""A query, as a view has one: that it is one, the names in it, and its columns."""

import dataclasses
import functools
from collections.abc import Iterator, Mapping
from typing import Final

from compiler.syntax.column_name import name_column
from compiler.syntax.expression import check_depth
from compiler.syntax.function_kinds import AGGREGATES, SETS
from compiler.syntax.libpg_query import SqlError, TreeNode, parse_tree
from compiler.syntax.names_used import NameWalk, ParsedExpression
from compiler.syntax.tree import descend, name_parts, parse_expression_tree

_REFUSED: Final = {
    "ParamRef": "a query has no parameters such as $1",
    "CurrentOfExpr": "a query of a view reads no cursor",
    "IntoClause": "a query of a view cannot write INTO anything",
    "InsertStmt": "a query of a view cannot insert rows",
    "UpdateStmt": "a query of a view cannot update rows",
    "DeleteStmt": "a query of a view cannot delete rows",
    "MergeStmt": "a query of a view cannot merge rows",
}

_MADE: Final = frozenset(
    {
        "CommonTableExpr",
        "JsonTable",
        "RangeFunction",
        "RangeSubselect",
        "RangeTableFunc",
    }
)
"""What has columns beside those of relations."""

_HINDERING: Final = (
    "having_clause",
    "limit_count",
    "limit_offset",
    "larg",
    "with_clause",
)
_HINDERING_LISTS: Final = ("distinct_clause", "group_clause", "values_lists")
"""What keeps rows from being written through a view."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class QuerySources:
    """What the columns of queries may be read from.

    Args:
        relations: by the names that they go by, each with the parts of its own name.
            What goes by a name that stands for several is left out.
        aliases: the names that are given to relations and columns.
        is_plain: whether all that is read from are relations.
    """

    relations: Mapping[str, tuple[str, ...]]
    aliases: frozenset[str]
    is_plain: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuery:
    """What a query says.

    Args:
        names: in all of it.
        columns: the names of its columns in order, empty where only a server knows
            one; nothing where it does not say how many they are.
        sources: what its columns may be read from.
        is_updatable: whether rows may be written through it, as far as its form says.
    """

    names: ParsedExpression
    columns: tuple[str, ...] | None
    sources: QuerySources
    is_updatable: bool


def parse_query(text: str, itself: str = "") -> ParsedQuery:
    """Return what a text says that has to be exactly one query.

    Args:
        text: SELECT, VALUES or TABLE, without a semicolon.
        itself: the name by which a recursive view reads itself.

    Raises:
        SqlError: it is anything else; the offset is one in the text.
    """
    check_depth(text)
    statements = parse_tree(text).stmts
    if len(statements) != 1 or not statements[0].stmt.HasField("select_stmt"):
        raise SqlError("this is no query", 0)
    select = statements[0].stmt.select_stmt
    walk = NameWalk(text, "", _REFUSED)
    walk.visit(statements[0].stmt, (itself,) if itself else (), inside=False)
    return ParsedQuery(
        names=walk.found(),
        columns=_columns(select),
        sources=_read_sources(select, itself),
        is_updatable=_is_updatable(select),
    )


@functools.lru_cache(maxsize=4096)
def find_sources(text: str) -> QuerySources:
    """Return what the sub-selects of an expression may read from.

    Args:
        text: an expression that was parsed before.
    """
    return _read_sources(parse_expression_tree(text))


def _read_sources(tree: TreeNode, itself: str = "") -> QuerySources:
    nodes = tuple(descend(tree))
    return QuerySources(
        relations=dict(_relations(nodes, itself)),
        aliases=frozenset(_aliases(nodes)),
        is_plain=not itself and not any(type(it).__name__ in _MADE for it in nodes),
    )


def _relations(
    nodes: tuple[TreeNode, ...], itself: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    made = {itself}
    for node in nodes:
        kind = type(node).__name__
        if kind == "CommonTableExpr":
            made.add(node.ctename)
        elif kind in _MADE or (kind == "RangeVar" and node.alias.colnames):
            made.add(node.alias.aliasname)
        elif kind == "RangeVar":
            parts = (node.catalogname, node.schemaname, node.relname)
            name = node.alias.aliasname or node.relname
            found.setdefault(name, set()).add(tuple(part for part in parts if part))
    for name, relations in found.items():
        (relation, *others) = relations
        if name not in made and not others and relation[-1] not in made:
            yield name, relation


def _aliases(nodes: tuple[TreeNode, ...]) -> Iterator[str]:
    for node in nodes:
        match type(node).__name__:
            case "Alias":
                yield node.aliasname
                yield from name_parts(node.colnames)
            case "RangeVar":
                yield node.relname
            case "ResTarget":
                is_column = node.val.HasField("column_ref")
                yield node.name or ("" if is_column else name_column(node.val))


def _columns(select: TreeNode) -> tuple[str, ...] | None:
    """Return the columns of a query; of several that are joined, those of the first."""
    while select.HasField("larg"):
        select = select.larg
    if select.values_lists:
        first = select.values_lists[0].list.items
        return tuple(f"column{number}" for number in range(1, len(first) + 1))
    targets = [node.res_target for node in select.target_list]
    if any(_is_star(target.val) for target in targets):
        return None
    return tuple(target.name or name_column(target.val) for target in targets)


def _is_updatable(select: TreeNode) -> bool:
    """Return whether rows might be written through a view of the query.

    Source: PostgreSQL documentation, CREATE VIEW, "Updatable Views".
    """
    hindered = any(select.HasField(field) for field in _HINDERING)
    hindered |= any(getattr(select, field) for field in _HINDERING_LISTS)
    sources = [node.WhichOneof("node") for node in select.from_clause]
    targets = [node.res_target.val for node in select.target_list]
    return (
        not hindered
        and sources == ["range_var"]
        and any(target.HasField("column_ref") for target in targets)
        and not any(_makes_one_row(node) for it in targets for node in descend(it))
    )


def _makes_one_row(node: TreeNode) -> bool:
    if type(node).__name__ != "FuncCall":
        return False
    name = node.funcname[-1].string.sval
    is_named = name in AGGREGATES or name in SETS
    is_marked = node.agg_star or node.agg_distinct or node.agg_within_group
    return is_named or is_marked or node.HasField("over")


def _is_star(node: TreeNode) -> bool:
    parts = (*node.column_ref.fields, *node.a_indirection.indirection)
    return any(part.HasField("a_star") for part in parts)
