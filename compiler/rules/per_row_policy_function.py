"""A policy asks a function for every row what is the same for all of them.

A call that reads no column of the row gives one answer for the whole statement, but
PostgreSQL makes it for each row that it looks at. In a sub-select of its own, `(SELECT
f())`, it is made once, before the rows, which is the difference between milliseconds
and minutes on a large table.

Fails:

    function: is_open
    returns: boolean
    language: sql
    volatility: stable
    body: SELECT now() > '2020-01-01'
    ---
    policy_type: while_open
    policies:
      - {name: while_open, permissive: false, using: is_open()}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [while_open]}
    retention: {rule: keep}

Passes:

    function: is_open
    returns: boolean
    language: sql
    volatility: stable
    body: SELECT now() > '2020-01-01'
    ---
    policy_type: while_open
    policies:
      - {name: while_open, permissive: false, using: (SELECT is_open())}
    ---
    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [while_open]}
    retention: {rule: keep}
"""

from collections.abc import Iterator
from typing import Final

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, warning
from compiler.rules.reading.conditions import known_volatilities, policy_conditions
from compiler.rules.rule import Rule
from compiler.syntax.row_free_call import find_row_free_calls

_DEAR: Final = frozenset(
    {
        "current_setting",
        "has_column_privilege",
        "has_schema_privilege",
        "has_table_privilege",
        "pg_has_role",
    }
)
"""PostgreSQL's own functions that take longer than comparing a column does."""


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    volatilities = known_volatilities(blueprint)
    for policy, condition in policy_conditions(blueprint):
        for name in find_row_free_calls(condition):
            if name[-1] in _DEAR or volatilities.get(name) == "stable":
                yield warning(
                    RULE.name,
                    blueprint.origins[policy].position,
                    f'the policy "{shown(policy.name)}" calls {shown(name[-1])} for '
                    "each row, though the answer is the same for all",
                    "Write the call in a sub-select of its own: (SELECT f(…)).",
                )


RULE = Rule(name="per-row-policy-function", check=_check, waivable=True)
