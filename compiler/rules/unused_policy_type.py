"""No table has a policy type.

A table gets policies by the project's defaults and by `policies: {add: …}`. A type that
stands in neither looks like protection and is none; mostly a line is missing where the
tables are.

Fails:

    policy_type: positive
    policies:
      - {name: positive, permissive: false, using: id > 0}

Passes:

    policy_type: positive
    policies:
      - {name: positive, permissive: false, using: id > 0}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [positive]}
    retention: {rule: keep}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding, warning
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    used = {part.name for part in blueprint.parts if part.kind == "policy_types"}
    for name, position in blueprint.policy_types.items():
        if name not in used:
            yield warning(
                RULE.name,
                position,
                f"no table has the policy type {name}",
                "Add it to `policies:` of a table or to the defaults of the project.",
            )


RULE = Rule(name="unused-policy-type", check=_check, waivable=True)
