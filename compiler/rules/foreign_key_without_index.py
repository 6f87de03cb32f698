"""A foreign key has no index on its own side.

When a row that others may refer to is deleted or gets another key, PostgreSQL looks for
those that do, and without an index it reads the whole table for each such row; so does
a join along the key. An index serves whose first columns are those of the key, in any
order. The tenant column need not be in it: in a tenant's table it has one value.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: bigint}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: orders}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: bigint}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: orders}
    indexes:
      - {columns: [order_id]}
    retention: {rule: keep}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, warning
from compiler.model.catalog import Catalog
from compiler.model.constraint import ForeignKey
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.table import Table
from compiler.rules.rule import Rule

_ORDERED = frozenset({"btree", "hash"})
"""The access methods of which the first columns can be searched by equality."""

_OF_RANGES = frozenset({"gist"})
"""The access methods that find ranges which hold another, as a key over time asks."""


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    yield from _check_catalog(blueprint, blueprint.shared, "")
    constant = blueprint.project.tenant_column
    yield from _check_catalog(blueprint, blueprint.tenant, constant)


def _check_catalog(
    blueprint: Blueprint, catalog: Catalog, constant: str
) -> Iterator[Finding]:
    """Yield the findings about one side.

    Args:
        blueprint: the whole.
        catalog: the side.
        constant: the column of which each table has one value; empty for none.
    """
    searched = _searched_columns(catalog, _ORDERED)
    ranges = _searched_columns(catalog, _OF_RANGES)
    for item in catalog.objects:
        if not isinstance(item, ForeignKey):
            continue
        wanted = [column for column in item.columns if column != constant]
        if not any(
            _leads(wanted, [column for column in columns if column != constant])
            for columns in (
                *searched.get(item.table, ()),
                *(ranges.get(item.table, ()) if item.period else ()),
            )
        ):
            names = ", ".join(wanted)
            method = ", method: gist" if item.period else ""
            yield warning(
                RULE.name,
                blueprint.origins[item].position,
                f"no index of {shown(item.table.name)} begins with the columns of this "
                f"foreign key ({names})",
                f"Add `- {{columns: [{names}]{method}}}` to the indexes.",
            )


def _leads(wanted: list[str], columns: list[str]) -> bool:
    return set(wanted) == set(columns[: len(wanted)])


def _searched_columns(
    catalog: Catalog, methods: frozenset[str]
) -> dict[QualifiedName, list[tuple[str, ...]]]:
    """Return the columns of the indexes of each table that hold all rows.

    Args:
        catalog: the side.
        methods: of the indexes, by which they are searched.
    """
    searched: dict[QualifiedName, list[tuple[str, ...]]] = {}
    for item in catalog.objects:
        if isinstance(item, Table):
            searched.setdefault(item.name, []).extend(key.columns for key in item.keys)
        elif isinstance(item, Index) and item.access_method in methods:
            columns = tuple(
                element.expression if element.is_column else ""
                for element in item.elements
            )
            if not item.predicate or _is_of_values(item.predicate, columns):
                searched.setdefault(item.table, []).append(columns)
    return searched


def _is_of_values(predicate: str, columns: tuple[str, ...]) -> bool:
    """Return whether a partial index leaves out only rows that refer to nothing."""
    return predicate.lower() in {f"{column} is not null" for column in columns}


RULE = Rule(name="foreign-key-without-index", check=_check, waivable=True)
