"""A policy lets tenants at every row.

The condition of a policy says which rows; where it is true for all of them, nothing is
left of row-level security, and only the schema's own walls stand between tenants. For
the roles of the platform that may be what is wanted, and so it may for reading a shared
table; for tenants elsewhere it is not.

Fails:

    policy_type: isolation
    policies:
      - {name: isolation, roles: ["{{ tenant.role }}"], using: true}
    grants:
      "{{ tenant.role }}": [select, insert, update, delete]

Passes:

    policy_type: isolation
    policies:
      - name: isolation
        roles: ["{{ tenant.role }}"]
        using: "{{ tenant.column.name | ident }} = {{ tenant.id | literal }}"
    grants:
      "{{ tenant.role }}": [select, insert, update, delete]
"""

import re
from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, warning
from compiler.model.policy import PUBLIC, Policy
from compiler.names import SENTINEL_TENANT
from compiler.rules.rule import Rule

_LITERAL = r"(?P<literal>\d+|'[^']*')"
_TRUE = re.compile(
    rf"true|\(true\)|not\s+false|{_LITERAL}\s*=\s*(?P=literal)", re.IGNORECASE
)


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    shared = frozenset(blueprint.shared.objects)
    for item in blueprint.origins:
        if not isinstance(item, Policy) or not item.permissive or not _is_open(item):
            continue
        # What a shared table holds, any tenant may have to read.
        if item.command == "select" and item in shared:
            continue
        for role in item.roles:
            if _is_tenants(blueprint, role):
                yield warning(
                    RULE.name,
                    blueprint.origins[item].position,
                    f'the policy "{shown(item.name)}" lets {shown(role)} at every row',
                    "Write a condition that tells rows apart.",
                )


def _is_open(policy: Policy) -> bool:
    return any(
        _TRUE.fullmatch(condition.strip())
        for condition in (policy.using, policy.with_check)
    )


def _is_tenants(blueprint: Blueprint, role: str) -> bool:
    return SENTINEL_TENANT in role or role in {PUBLIC, blueprint.project.member}


RULE = Rule(name="policy-always-true", check=_check, waivable=True)
