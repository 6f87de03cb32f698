"""A policy calls a function that may answer otherwise each time.

PostgreSQL calls a volatile function anew for every row and searches no index by what it
returns, so each query reads the whole table; and one statement may see a row here and
miss it there. A function is volatile unless its spec says `volatility: stable`, which
is true of all that only read.

Fails:

    function: may_see
    arguments: [{name: id, type: bigint}]
    returns: boolean
    language: sql
    body: SELECT id > 0
    ---
    policy_type: visible
    policies:
      - {name: visible, permissive: false, using: may_see(id)}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [visible]}
    retention: {rule: keep}

Passes:

    function: may_see
    arguments: [{name: id, type: bigint}]
    returns: boolean
    language: sql
    volatility: stable
    body: SELECT id > 0
    ---
    policy_type: visible
    policies:
      - {name: visible, permissive: false, using: may_see(id)}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [visible]}
    retention: {rule: keep}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, warning
from compiler.rules.reading.conditions import known_volatilities, policy_conditions
from compiler.rules.rule import Rule
from compiler.syntax.expression import parse_expression


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    volatilities = known_volatilities(blueprint)
    for policy, condition in policy_conditions(blueprint):
        for use in parse_expression(condition).functions:
            if volatilities.get(use.parts) == "volatile":
                yield warning(
                    RULE.name,
                    blueprint.origins[policy].position,
                    f'the policy "{shown(policy.name)}" calls {shown(use.parts[-1])}, '
                    "which is volatile",
                    "Write `volatility: stable` where the function only reads, or call "
                    "another one.",
                )


RULE = Rule(name="volatile-policy-function", check=_check, waivable=True)
