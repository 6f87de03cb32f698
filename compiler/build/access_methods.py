"""What the access methods of indexes can do, and what a spec asks of them in vain.

Source: PostgreSQL documentation, chapter "Index Types" and `CREATE INDEX`; vector 0.8.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Final

from compiler.build.table_source import TableSource
from compiler.document import MappingNode, Node
from compiler.model.index import IndexElement


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Method:
    """What an access method can do."""

    several_columns: bool = False
    unique: bool = False
    include: bool = False
    ordered: bool = False
    excludes: bool = False


_METHODS: Final[Mapping[str, _Method]] = {
    "btree": _Method(
        several_columns=True, unique=True, include=True, ordered=True, excludes=True
    ),
    "hash": _Method(excludes=True),
    "gist": _Method(several_columns=True, include=True, excludes=True),
    "spgist": _Method(include=True, excludes=True),
    "gin": _Method(several_columns=True),
    "brin": _Method(several_columns=True),
    "hnsw": _Method(),
    "ivfflat": _Method(),
}


def check_method(
    table: TableSource,
    node: MappingNode,
    method: str,
    elements: tuple[IndexElement, ...],
    *,
    excludes: bool,
) -> None:
    """Note what the access method of an index cannot do.

    Args:
        table: whose index it is.
        node: an index or an exclusion constraint.
        method: its access method.
        elements: what it sorts or hashes by.
        excludes: whether it is that of an exclusion constraint.
    """
    able = _METHODS[method]
    for where, problem, remedy in _problems(node, able, elements):
        _report(table, where, f"the access method {method} {problem}", remedy)
    if excludes and not able.excludes:
        _report(
            table,
            node.get("method") or node,
            f"the access method {method} cannot exclude rows",
            "Write gist, spgist, btree or hash.",
        )


def _problems(
    node: MappingNode, able: _Method, elements: tuple[IndexElement, ...]
) -> Iterator[tuple[Node, str, str]]:
    columns = node.get("columns") or node.get("elements") or node
    if len(elements) > 1 and not able.several_columns:
        yield columns, "has indexes of one column alone", "Keep one column."
    if node.flag("unique", default=False) and not able.unique:
        where = node.scalars("unique")[0]
        yield where, "has no unique indexes", "Remove unique, or write btree."
    if "include" in node and not able.include:
        stored = node.get("include") or node
        yield stored, "stores no further columns", "Remove include."
    for element in elements if not able.ordered else ():
        for key, word in (("order", element.order), ("nulls", element.nulls)):
            if word:
                yield columns, f"is not sorted, so {key} says nothing", f"Remove {key}."


def _report(table: TableSource, where: Node, problem: str, remedy: str) -> None:
    table.scope.findings.error("index-method", where.position, problem, remedy)
