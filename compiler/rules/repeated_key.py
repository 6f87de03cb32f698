"""Two keys of a table are the same, and PostgreSQL makes one of them alone.

It drops the second one without a word, its name and all, so the table would never be
what the spec says. In tenant tables the tenant column counts, and in partitioned ones
the columns that they are split by.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    unique:
      - {columns: [id], name: visits_once}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, error
from compiler.model.table import Table
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    for item in blueprint.origins:
        if isinstance(item, Table):
            yield from _check_table(blueprint, item)


def _check_table(blueprint: Blueprint, table: Table) -> Iterator[Finding]:
    first: dict[tuple[object, ...], str] = {}
    for key in table.keys:
        same = key.columns, key.include, key.nulls_distinct, key.without_overlaps
        there = first.setdefault((*same, key.deferral), key.name)
        if there != key.name:
            kind = "primary_key" if key.primary else "unique"
            yield error(
                RULE.name,
                blueprint.position_of(table, kind, key.name),
                f'the key "{shown(key.name)}" says what "{shown(there)}" says already',
                "Remove it, or have it differ in its columns.",
            )


RULE = Rule(name="repeated-key", check=_check, waivable=False)
