"""A table has no policy that lets anyone at its rows.

Row-level security is on for every table, and restrictive policies only take away. As
long as no permissive one gives something, no role reads or writes a row, not even the
owner, and the grants on the table are for nothing.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {without: {isolation: It will get a policy of its own.}}
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
from compiler.model.policy import Policy
from compiler.model.table import Table
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    open_tables = {
        item.table
        for item in blueprint.origins
        if isinstance(item, Policy) and item.permissive
    }
    for item, origin in blueprint.origins.items():
        if isinstance(item, Table) and item.name not in open_tables:
            yield warning(
                RULE.name,
                origin.position,
                f"no policy lets anyone at the rows of {shown(item.name.name)}",
                "Add a policy type with a permissive policy.",
            )


RULE = Rule(name="no-policy", check=_check, waivable=True)
