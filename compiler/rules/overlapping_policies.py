"""Two permissive policies of a table are for the same role and command.

PostgreSQL joins them with OR: whoever widens one has widened both, and no index serves
a condition with an OR in it as well as it serves one without. What a role may do with a
table is best said in one policy, and what another one may do in a policy of its own.

Fails:

    policy_type: current
    policies:
      - {name: current, roles: ["{{ tenant.role }}"], command: select, using: id > 0}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [current]}
    retention: {rule: keep}

Passes:

    policy_type: current
    policies:
      - name: current
        roles: ["{{ tenant.role }}"]
        command: select
        permissive: false
        using: id > 0
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [current]}
    retention: {rule: keep}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, warning
from compiler.model.name import QualifiedName
from compiler.model.policy import PUBLIC, Policy
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    earlier: dict[QualifiedName, list[Policy]] = {}
    for item in blueprint.origins:
        if isinstance(item, Policy) and item.permissive:
            for other in earlier.setdefault(item.table, []):
                if _meet(item, other):
                    yield warning(
                        RULE.name,
                        blueprint.origins[item].position,
                        f'the policy "{shown(item.name)}" is joined by OR with '
                        f'"{shown(other.name)}" where a table has both',
                        "Make one policy of the two, name another role, or write "
                        "`permissive: false` where it shall narrow.",
                    )
            earlier[item.table].append(item)


def _meet(one: Policy, other: Policy) -> bool:
    commands = {one.command, other.command}
    roles = {*one.roles, *other.roles}
    # With `public` in either list, each role of the other one is in both.
    same_role = PUBLIC in roles or len(roles) < len(one.roles) + len(other.roles)
    return same_role and (len(commands) == 1 or "all" in commands)


RULE = Rule(name="overlapping-policies", check=_check, waivable=True)
