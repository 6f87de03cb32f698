"""Roles converge: what the server lacks is made, what differs is altered, no more.

Even a no-op `ALTER ROLE` is refused to some sessions, and on a server that others use
a role may be somebody else's; so every statement has its reason here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from compiler.introspect.read import MembershipState, RoleState
from compiler.model.role import Membership, Role
from compiler.plan.changes import Alter, Create
from compiler.plan.role_owner import claim_role, owning_database
from compiler.plan.role_spelling import spell_role
from compiler.postgres.server import GRANT_OPTIONS_MAJOR
from compiler.render.change import render_change
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerRoles:
    """What the server has of the roles that are wanted.

    Args:
        major: version of the server.
        database: the one that is installed into.
        databases: every database of the server.
    """

    major: int
    database: str
    databases: frozenset[str]
    roles: Mapping[str, RoleState]
    memberships: Mapping[tuple[str, str], MembershipState]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChange:
    """One thing that is put right about a role.

    Args:
        role: its name; of a membership, the role that is granted.
        words: what is done, as in `create role hr_role`.
        statements: SQL, in the order of execution.
        administered: whether the session may do it, as far as that is known.
    """

    role: str
    words: str
    statements: tuple[str, ...]
    administered: bool


def plan_roles(
    server: ServerRoles,
    roles: Iterable[Role],
    memberships: Iterable[Membership],
    inherit: Mapping[str, bool],
) -> tuple[RoleChange, ...]:
    """Return what makes the server's roles those that are wanted.

    Args:
        server: what is there.
        roles: what is wanted.
        memberships: what is wanted.
        inherit: role to whether it has the rights of what it is a member of.
    """
    changes = [
        change
        for role in roles
        for change in _plan_role(server, claim_role(role, server.database))
    ]
    changes += [
        change
        for membership in memberships
        for change in _plan_membership(server, membership, inherit)
    ]
    return tuple(changes)


def find_conflicts(server: ServerRoles, roles: Iterable[Role]) -> Iterator[str]:
    """Yield why roles that the server has cannot be ours, each with the way out."""
    for role in roles:
        state = server.roles.get(role.name)
        if state is None:
            continue
        if state.predefined:
            yield f"role {role.name} came with the server; rename it in the specs"
        attributes = ", ".join(_above_the_law(state))
        if attributes:
            yield (
                f"role {role.name} is {attributes}, which row-level security does not "
                "bind; take that away with ALTER ROLE, or rename the role in the specs"
            )
        owner = owning_database(state.role)
        if owner not in {None, server.database} and owner in server.databases:
            yield (
                f"role {role.name} belongs to database {owner}; install into that one, "
                "name the project or the roles differently, or remove it there"
            )


def _above_the_law(state: RoleState) -> Iterator[str]:
    if state.superuser:
        yield "a superuser"
    if state.bypass_row_security:
        yield "allowed to bypass row-level security"
    if state.replication:
        yield "allowed to replicate everything"


def _plan_role(server: ServerRoles, wanted: Role) -> Iterator[RoleChange]:
    state = server.roles.get(wanted.name)
    if state is None:
        change = Create(object=wanted)
        yield RoleChange(
            role=wanted.name,
            words=f"create role {wanted.name}",
            statements=_texts(render_change(change, "")),
            administered=True,
        )
        return
    actual = spell_role(state.role, wanted)
    if actual == wanted:
        return
    foreign = owning_database(actual) != server.database
    yield RoleChange(
        role=wanted.name,
        words=f"{'adopt' if foreign else 'alter'} role {wanted.name}",
        statements=_texts(render_change(Alter(before=actual, after=wanted), "")),
        administered=state.administered,
    )


def _plan_membership(
    server: ServerRoles, wanted: Membership, inherit: Mapping[str, bool]
) -> Iterator[RoleChange]:
    inherits = inherit.get(wanted.member, True)
    state = server.memberships.get((wanted.role, wanted.member))
    if state is not None and _serves(server, state, wanted, inherits=inherits):
        return
    role = server.roles.get(wanted.role)
    yield RoleChange(
        role=wanted.role,
        words=f"grant {wanted.role} to {wanted.member}",
        statements=_render_grant(server.major, wanted, inherits=inherits),
        administered=role is None or role.administered,
    )


def _serves(
    server: ServerRoles, state: MembershipState, wanted: Membership, *, inherits: bool
) -> bool:
    if server.major < GRANT_OPTIONS_MAJOR:
        return state.membership.admin_option or not wanted.admin_option
    return (
        state.membership.admin_option == wanted.admin_option
        and state.inherit_option == inherits
        and state.set_option
    )


def _render_grant(
    major: int, membership: Membership, *, inherits: bool
) -> tuple[str, ...]:
    if major < GRANT_OPTIONS_MAJOR:
        return _texts(render_change(Create(object=membership), ""))
    statement = render_file(
        "compiler.apply",
        "grant_membership",
        membership=membership,
        admin=str(membership.admin_option).upper(),
        inherit=str(inherits).upper(),
    )
    return (statement,)


def _texts(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(statement.sql for statement in statements)
