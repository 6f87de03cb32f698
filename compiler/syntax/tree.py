"""PostgreSQL's parse trees: those of expressions, and what a node of one says."""

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from compiler.syntax.libpg_query import TreeNode, parse_tree

EXPRESSION_PREFIX: Final = "ALTER TABLE t ADD CHECK ("
"""Between its brackets the grammar has one expression and nothing else: no list, no
alias, no bare SELECT."""


@functools.lru_cache(maxsize=16)
def parse_expression_tree(text: str) -> TreeNode:
    """Return the tree of an expression; places in it count from the prefix.

    Only the last ones are remembered, for those that ask about one expression ask one
    after the other.

    Args:
        text: an expression that brackets hold.

    Raises:
        SqlError: the text is not grammatical, or its tree too deep to be handed over.
    """
    statement = parse_tree(f"{EXPRESSION_PREFIX}{text})").stmts[0].stmt.alter_table_stmt
    constraint = getattr(statement.cmds[0].alter_table_cmd, "def").constraint
    return constraint.raw_expr


def children(node: TreeNode) -> Iterator[TreeNode]:
    """Yield the nodes right below a node, in the order of the text."""
    for field, value in node.ListFields():
        if field.message_type is not None:
            yield from (value,) if hasattr(value, "ListFields") else value


def descend(node: TreeNode) -> Iterator[TreeNode]:
    """Yield a node and all below it, in the order of the text."""
    yield node
    for child in children(node):
        yield from descend(child)


def enum_name(node: TreeNode, field: str) -> str:
    """Return the name of the value that a node's field has, which is an enum."""
    return _enum_names(node.DESCRIPTOR, field)[getattr(node, field)]


@functools.cache
def _enum_names(kind: TreeNode, field: str) -> Mapping[int, str]:
    values = kind.fields_by_name[field].enum_type.values
    return {value.number: value.name for value in values}


def name_parts(nodes: Iterable[TreeNode]) -> tuple[str, ...]:
    """Return the parts of a name, which the tree holds as a list of strings."""
    return tuple(node.string.sval for node in nodes)


def find_offset(text: str, location: int, prefix: str = EXPRESSION_PREFIX) -> int:
    """Return the offset in a text, in characters, of a place in a tree of it.

    Args:
        text: what was parsed, without the prefix.
        location: in bytes from the start of the prefix.
        prefix: what stood in front of the text.
    """
    place = max(location - len(prefix), 0)
    if text.isascii():
        return min(place, len(text))
    return len(text.encode()[:place].decode(errors="ignore"))
