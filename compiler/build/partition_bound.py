"""Which rows a declared partition takes: its bound, judged by how its parent is split.

Source: PostgreSQL documentation, `CREATE TABLE`, "PARTITION OF".
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from compiler.build import expression_place
from compiler.build.expression import build_expression
from compiler.build.known_columns import NO_COLUMNS
from compiler.build.scope import shown
from compiler.build.table_source import TableSource
from compiler.build.type_values import find_values
from compiler.document import MappingNode, Node, ScalarNode
from compiler.model.partition import (
    Bound,
    DefaultBound,
    HashBound,
    ListBound,
    Partitioning,
    PartitionKeyElement,
    RangeBound,
    Strategy,
)
from compiler.syntax.constant import NotConstantError, read_constant
from compiler.syntax.expression import parse_expression

_KEYS: Final[dict[Strategy, tuple[str, ...]]] = {
    "list": ("in",),
    "range": ("from", "to"),
    "hash": ("modulus", "remainder"),
}
_UNBOUNDED: Final = frozenset({"MINVALUE", "MAXVALUE"})


def build_bound(
    table: TableSource, key: ScalarNode, node: MappingNode, parent: Partitioning
) -> Bound | None:
    """Return which rows a partition takes, or nothing after a finding.

    Args:
        table: at the top.
        key: the partition's name.
        node: what the spec says of the partition.
        parent: how that is split of which it is a part.
    """
    is_default = node.flag("default", default=False)
    wanted = () if is_default else _KEYS[parent.strategy]
    for name in ("in", "from", "to", "modulus", "remainder"):
        stray = node.get(name)
        if stray is not None and name not in wanted:
            _report_stray(table, stray, name, parent, is_default=is_default)
            return None
    missing = [name for name in wanted if name not in node]
    if missing:
        _report_missing(table, key, parent.strategy, missing)
        return None
    if is_default:
        return _default(table, key, parent)
    if parent.strategy == "list":
        (element, *_) = parent.key
        return ListBound(
            values=tuple(_constant(table, it, element) for it in node.scalars("in"))
        )
    if parent.strategy == "hash":
        return _hash(table, node)
    return _range(table, node, parent)


def _default(
    table: TableSource, key: ScalarNode, parent: Partitioning
) -> DefaultBound | None:
    if parent.strategy == "hash":
        message = "every row has a hash, so there is no default partition beside them"
        _refuse(table, key, message, "Write modulus and remainder.")
        return None
    return DefaultBound()


def _hash(table: TableSource, node: MappingNode) -> HashBound | None:
    modulus, remainder = int(node.text("modulus")), int(node.text("remainder"))
    if remainder >= modulus:
        _refuse(
            table,
            node.scalars("remainder")[0],
            f"nothing divided by {modulus} leaves {remainder}",
            f"Write a remainder from 0 to {modulus - 1}.",
        )
        return None
    return HashBound(modulus=modulus, remainder=remainder)


def _range(
    table: TableSource, node: MappingNode, parent: Partitioning
) -> RangeBound | None:
    ends = []
    for name in ("from", "to"):
        nodes = node.scalars(name)
        if len(nodes) != len(parent.key):
            _refuse(
                table,
                nodes[-1],
                f"the range is over {_count(len(parent.key))}, and `{name}` has "
                f"{_count(len(nodes))}",
                "Write a value for each column; minvalue and maxvalue are the ends.",
            )
            return None
        pairs = zip(nodes, parent.key, strict=True)
        ends.append(tuple(_end(table, it, element) for it, element in pairs))
        _check_open_end(table, nodes[-1], ends[-1])
    return RangeBound(lower=ends[0], upper=ends[1])


def _check_open_end(table: TableSource, node: ScalarNode, end: Sequence[str]) -> None:
    words = [value if value in _UNBOUNDED else "" for value in end]
    for before, behind in pairwise(words):
        if before and behind != before:
            message = f"behind {before.lower()} nothing counts any more"
            remedy = f"Write {before.lower()} for the columns behind it too."
            _refuse(table, node, message, remedy)


def _end(table: TableSource, node: ScalarNode, element: PartitionKeyElement) -> str:
    word = node.text.strip().upper()
    if word in _UNBOUNDED:
        return word
    if word == "NULL":
        message = "null is at no place of a range"
        _refuse(table, node, message, "Write a constant, minvalue or maxvalue.")
    return _constant(table, node, element)


def _constant(
    table: TableSource, node: ScalarNode, element: PartitionKeyElement
) -> str:
    """Return the SQL of a value that an element of the key may have."""
    text = build_expression(
        table.scope, node, NO_COLUMNS, expression_place.PARTITION_BOUND
    )
    if text and any(not use.in_subquery for use in parse_expression(text).functions):
        message = "a bound is the same at all times, so it calls nothing"
        _refuse(table, node, message, "Write a constant; text stands in single quotes.")
    elif text and element.is_column:
        _check_type(table, node, text, element.expression)
    return text


def _check_type(table: TableSource, node: ScalarNode, text: str, column: str) -> None:
    values = find_values(table.scope, table.columns.type_of(column))
    try:
        fits = values.take(read_constant(text))
    except NotConstantError:
        return
    if not fits:
        message = f'{shown(text)} is no value of the column "{column}"'
        _refuse(table, node, message, "Write a constant of its type.")


def _report_stray(
    table: TableSource,
    stray: Node,
    name: str,
    parent: Partitioning,
    *,
    is_default: bool,
) -> None:
    expected = " and ".join(_KEYS[parent.strategy])
    if is_default:
        message = f"a default partition takes what is left, so it has no `{name}`"
        _refuse(table, stray, message, f"Remove {name}, or default.")
    else:
        message = f"`{name}` says nothing of a partition by {parent.strategy}"
        _refuse(table, stray, message, f"Write {expected}.")


def _report_missing(
    table: TableSource, key: ScalarNode, strategy: Strategy, missing: list[str]
) -> None:
    message = f"the partition {key.text} does not say which rows it takes"
    words = " and ".join(missing)
    other = "" if strategy == "hash" else ", or `default: true`"
    _refuse(table, key, message, f"Add {words}{other}.")


def _count(number: int) -> str:
    return "1 value" if number == 1 else f"{number} values"


def _refuse(table: TableSource, node: Node, message: str, remedy: str) -> None:
    table.scope.findings.error("partition-bound", node.position, message, remedy)
