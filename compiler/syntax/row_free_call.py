"""The calls in an expression that could be made once for all rows."""

import functools
from collections.abc import Iterator

from compiler.syntax.libpg_query import TreeNode
from compiler.syntax.tree import children, name_parts, parse_expression_tree


@functools.lru_cache(maxsize=4096)
def find_row_free_calls(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the functions that are called for each row without reading any column.

    A call within a sub-select is left out: PostgreSQL makes it once already, where it
    can.

    Args:
        text: an expression that was parsed before.
    """
    return tuple(_calls(parse_expression_tree(text)))


def _calls(node: TreeNode) -> Iterator[tuple[str, ...]]:
    kind = type(node).__name__
    if kind == "SelectStmt":
        return
    if kind == "FuncCall" and not _reads_columns(node):
        yield name_parts(node.funcname)
    for child in children(node):
        yield from _calls(child)


def _reads_columns(node: TreeNode) -> bool:
    return type(node).__name__ == "ColumnRef" or any(
        _reads_columns(child) for child in children(node)
    )
