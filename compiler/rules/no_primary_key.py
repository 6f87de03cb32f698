"""A table has no primary key.

Without one two rows can be the same in every column, so that nothing tells them apart;
logical replication cannot say which row changed, and no foreign key can refer to the
table by default. The tenant column is put in front of the key by itself.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
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
from compiler.diagnostics import Finding, warning
from compiler.model.table import Table
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    for item, origin in blueprint.origins.items():
        if isinstance(item, Table) and not any(key.primary for key in item.keys):
            yield warning(
                RULE.name,
                origin.position,
                f"{shown(item.name.name)} has no primary key, so nothing tells two of "
                "its rows apart",
                "Add `primary_key:` with the columns that do.",
            )


RULE = Rule(name="no-primary-key", check=_check, waivable=True)
