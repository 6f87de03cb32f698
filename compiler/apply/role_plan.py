"""What is to be done about the roles of every part, found in two queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.apply.installation import Installation, Parts
from compiler.apply.preconditions import Target
from compiler.apply.roles import RoleChange, ServerRoles, find_conflicts, plan_roles
from compiler.execute.failure import describe_failure
from compiler.execute.script import ScriptFailed, execute_script, join_statements
from compiler.introspect.read import read_memberships, read_roles
from compiler.model.role import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePlan:
    """What is to be done about roles.

    Args:
        roles: every role that the specs declare, of all tenants.
        changes: by part; every part has an entry.
        conflicts: why roles that exist cannot be ours.
    """

    roles: tuple[Role, ...]
    changes: Mapping[str, tuple[RoleChange, ...]]
    conflicts: tuple[str, ...]

    def all_changes(self) -> tuple[RoleChange, ...]:
        """Return the changes of all parts."""
        return tuple(change for part in self.changes.values() for change in part)


def read_role_plan(
    conn: psycopg.Connection[Any],
    installation: Installation,
    parts: Parts,
    target: Target,
) -> RolePlan:
    """Return what makes the server's roles those of the specs."""
    wanted = {name: parts.roles_of(name) for name in installation.part_names()}
    roles = tuple(role for each in wanted.values() for role in each.roles)
    names = tuple(dict.fromkeys(role.name for role in roles))
    server = ServerRoles(
        major=target.facts.major,
        database=target.facts.database,
        databases=frozenset(target.session.databases),
        roles=read_roles(conn, names),
        memberships=read_memberships(conn, names),
    )
    inherit = {role.name: role.inherit for role in roles}
    return RolePlan(
        roles=roles,
        changes={
            name: plan_roles(server, each.roles, each.memberships, inherit)
            for name, each in wanted.items()
        },
        conflicts=tuple(find_conflicts(server, roles)),
    )


def execute_role_changes(
    conn: psycopg.Connection[Any], changes: Iterable[RoleChange]
) -> None:
    """Do what is to be done about roles, in the transaction that is open.

    Raises:
        CannotRun: the database refused it.
    """
    statements = [(change, text) for change in changes for text in change.statements]
    try:
        execute_script(conn, join_statements(text for _, text in statements))
    except ScriptFailed as failed:
        change, text = statements[failed.number]
        doing = f"change role {change.role}"
        raise describe_failure(failed.error, doing, statement=text) from failed.error
