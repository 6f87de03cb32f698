"""A table of the tenants has no retention rule, so its rows stay for ever.

Data that nobody may keep for ever has to go some day, and what goes when is best said
where the table is. A table that really keeps its rows says so by a rule with a long
time, or allows itself this rule with the reason.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]

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
    for item in blueprint.tenant.objects:
        if isinstance(item, Table) and item.name.name not in blueprint.retained:
            name = shown(item.name.name)
            yield warning(
                RULE.name,
                blueprint.origins[item].position,
                f"{name} has no retention rule, so its rows stay for ever",
                "Add `retention: {rule: …}`.",
            )


RULE = Rule(name="no-retention-rule", check=_check, waivable=True)
