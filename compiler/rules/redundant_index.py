"""An index says nothing that another index or key does not say as well.

The first columns of an index are searched as well as a whole one, so an index on them
alone only costs: every insert and most updates write it too, and it takes its place in
memory. An index that is unique, partial or of another method or order says more, and is
left alone.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      author: {type: text, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [author]}
      - {columns: [author, created_at]}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      author: {type: text, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [author, created_at]}
    retention: {rule: keep}
"""

import dataclasses
from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, warning
from compiler.model.constraint import Key
from compiler.model.index import Index, IndexElement
from compiler.model.name import QualifiedName
from compiler.model.table import Table
from compiler.rules.rule import Rule


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """What can be found by an index, or by that of a key.

    Args:
        index: nothing where a key made it.
        what: how a finding names it.
        kind: what has to be the same in two of them before one can stand for both.
        held: the columns that it holds.
    """

    index: Index | None
    what: str
    kind: tuple[object, ...]
    elements: tuple[IndexElement, ...]
    held: frozenset[str]


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    by_table: dict[QualifiedName, list[_Search]] = {}
    for item in blueprint.origins:
        if isinstance(item, Table):
            keys = (
                _search_of_key(key) for key in item.keys if not key.without_overlaps
            )
            by_table.setdefault(item.name, []).extend(keys)
        elif isinstance(item, Index):
            by_table.setdefault(item.table, []).append(_search_of_index(item))
    for searches in by_table.values():
        for number, search in enumerate(searches):
            wider = _find_wider(searches, number)
            if search.index is not None and not search.index.unique and wider:
                yield _finding(blueprint, search.index, wider)


def _find_wider(searches: list[_Search], number: int) -> _Search | None:
    """Return what finds all that one of them does; of two alike, the first one."""
    one = searches[number]
    for at, other in enumerate(searches):
        same = (other.elements, other.held) == (one.elements, one.held)
        if _finds_all(other, one) and (at < number if same else at != number):
            return other
    return None


def _finds_all(wider: _Search, narrow: _Search) -> bool:
    begins = wider.elements[: len(narrow.elements)] == narrow.elements
    # Of other methods than btree the whole has to be alike, not the beginning.
    whole = wider.kind[0] == "btree" or len(wider.elements) == len(narrow.elements)
    return wider.kind == narrow.kind and begins and whole and wider.held >= narrow.held


def _search_of_index(index: Index) -> _Search:
    columns = {it.expression for it in index.elements if it.is_column}
    is_tree = index.access_method == "btree"
    parameters = () if is_tree else index.storage_parameters
    return _Search(
        index=index,
        what=f"the index {shown(index.name)}",
        kind=(index.access_method, index.predicate, index.only, parameters),
        elements=tuple(_spelled_out(element) for element in index.elements),
        held=frozenset(columns.union(index.include)),
    )


def _search_of_key(key: Key) -> _Search:
    return _Search(
        index=None,
        what=f"the key {shown(key.name)}",
        kind=("btree", "", False, ()),
        elements=tuple(_ascending(column) for column in key.columns),
        held=frozenset((*key.columns, *key.include)),
    )


def _ascending(column: str) -> IndexElement:
    return IndexElement(
        expression=column,
        is_column=True,
        collation="",
        operator_class=None,
        order="asc",
        nulls="last",
    )


def _spelled_out(element: IndexElement) -> IndexElement:
    """Return the element with the order that PostgreSQL takes where none is given."""
    order = element.order or "asc"
    nulls = element.nulls or ("last" if order == "asc" else "first")
    return dataclasses.replace(element, order=order, nulls=nulls)


def _finding(blueprint: Blueprint, index: Index, wider: _Search) -> Finding:
    return warning(
        RULE.name,
        blueprint.origins[index].position,
        f"whatever this index of {shown(index.table.name)} finds, {wider.what} finds",
        "Remove it.",
    )


RULE = Rule(name="redundant-index", check=_check, waivable=True)
