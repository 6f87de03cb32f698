"""A policy reads its own table, or one whose policies read it in turn.

What a policy's sub-select reads is under policies too. Where the way along them leads
back to the table, PostgreSQL refuses each query with "infinite recursion detected in
policy", whatever the rows are. An insert, an update or a delete may not even come back
to a table whose policies for reading hold any sub-select. What a function reads does
not count, nor what a view reads whose owner is under other policies.

Fails:

    policy_type: of_team
    policies:
      - name: of_team
        roles: ["{{ tenant.role }}"]
        command: select
        permissive: false
        using: team_id IN (SELECT team_id FROM members)
    ---
    table: members
    columns:
      id: {type: bigint, not_null: true}
      team_id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [of_team]}
    retention: {rule: keep}

Passes:

    policy_type: of_team
    policies:
      - name: of_team
        roles: ["{{ tenant.role }}"]
        command: select
        permissive: false
        using: team_id IN (SELECT id FROM teams)
    ---
    table: teams
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    retention: {rule: keep}
    ---
    table: members
    columns:
      id: {type: bigint, not_null: true}
      team_id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    policies: {add: [of_team]}
    retention: {rule: keep}
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, error
from compiler.model.name import QualifiedName
from compiler.model.policy import PUBLIC, Policy
from compiler.rules.reading.policy_reads import COMMANDS, PolicyReads, Way
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    reads = PolicyReads(blueprint.origins, blueprint.project.owner)
    # A policy type says the same on many tables, and a circle is that of all in it.
    told: set[object] = set()
    for role in (PUBLIC, *sorted(reads.roles - {PUBLIC})):
        for table in reads.tables:
            for command in COMMANDS:
                circle = _find_circle(reads, table, command, role)
                if circle is None:
                    continue
                policy, way = circle
                position = blueprint.origins[policy].position
                if not told & {position, *way}:
                    yield error(
                        RULE.name,
                        position,
                        f"PostgreSQL refuses each {command} on {shown(table.name)} as "
                        f'an infinite recursion: the policy "{shown(policy.name)}" '
                        f"reads {_words(way)}",
                        "Read another table there, or call a function with `security: "
                        "definer`, whose owner has policies without sub-selects.",
                    )
                told |= {position, *way}


def _find_circle(
    reads: PolicyReads, table: QualifiedName, command: str, role: str
) -> tuple[Policy, Way] | None:
    """Return the policy of a table by which reading never ends, and its way back."""
    if not reads.is_allowed(table, command, role):
        return None
    for policy in reads.applied(table, command, role):
        for relation in reads.read_by(policy, command):
            way = reads.ways(relation, role).get(table)
            if way is not None:
                return policy, way
    return None


def _words(way: Way) -> str:
    return ", which reads ".join(shown(name.name) for name in way)


RULE = Rule(name="recursive-policy", check=_check, waivable=False)
