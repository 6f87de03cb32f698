"""A column numbers its rows by itself and has a type whose numbers run out.

An `integer` ends after two billion rows, deleted ones and failed inserts included, and
then every insert fails; changing the type by then rewrites the table and whatever
refers to it. `bigint` takes four bytes more, which alignment mostly takes anyway.

Fails:

    table: visits
    columns:
      id: {type: integer, identity: always}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, identity: always}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding, warning
from compiler.rules.reading.columns import columns_of_tables
from compiler.rules.rule import Rule

_NARROW = frozenset({"integer", "int", "int4", "smallint", "int2"})


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    for table, column in columns_of_tables(blueprint):
        identity = column.identity
        # One that begins anew is meant to run out.
        if identity is None or identity.cycle or column.type_sql not in _NARROW:
            continue
        yield warning(
            RULE.name,
            blueprint.position_of(table, "columns", column.name),
            f'the numbers of the column "{column.name}" run out',
            "Write `type: bigint`.",
        )


RULE = Rule(name="narrow-identity", check=_check, waivable=True)
