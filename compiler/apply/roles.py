"""The server's roles before a plan changes them: whose they are, who may change them.

On a server that others use, a role may be somebody else's.
"""

from collections.abc import Iterable, Iterator, Mapping

from compiler.introspect.read import RoleState
from compiler.model.role import Membership, Role
from compiler.model.schema import Schema
from compiler.model.table_part import Thing
from compiler.names import SENTINEL_TENANT
from compiler.plan.changes import Change, Create, thing_of
from compiler.plan.plan import Plan
from compiler.plan.role_owner import owning_database


def find_conflicts(
    states: Mapping[str, RoleState], database: str, databases: Iterable[str]
) -> Iterator[str]:
    """Yield why roles that the server has cannot be ours, each with the way out.

    Args:
        states: those that have the names of ours.
        database: that is changed.
        databases: every database of the server.
    """
    for name, state in states.items():
        if state.predefined:
            yield f"role {name} came with the server; rename it in the specs"
        attributes = ", ".join(_above_the_law(state))
        if attributes:
            yield (
                f"role {name} is {attributes}, which row-level security does not "
                "bind; take that away with ALTER ROLE, or rename the role in the specs"
            )
        owner = owning_database(state.role)
        if owner not in {None, database} and owner in databases:
            yield (
                f"role {name} belongs to database {owner}; apply to that one, "
                "name the project or the roles differently, or remove it there"
            )


def find_changed_roles(plan: Plan) -> tuple[str, ...]:
    """Return the roles that a plan makes, alters, drops or grants."""
    names = (
        name.replace(SENTINEL_TENANT, tenant)
        for part in plan.parts
        for name in _names_in(priced.change for priced in part.changes())
        for tenant in part.tenants or ("",)
    )
    return tuple(dict.fromkeys(names))


def makes_schemas(plan: Plan) -> bool:
    """Return whether a plan makes a schema."""
    return any(isinstance(each, Schema) for each in _made(plan))


def makes_makers(plan: Plan) -> bool:
    """Return whether a plan makes a role that makes databases."""
    return any(isinstance(each, Role) and each.create_database for each in _made(plan))


def _made(plan: Plan) -> Iterator[Thing]:
    for part in plan.parts:
        for priced in part.changes():
            if isinstance(priced.change, Create):
                yield priced.change.object


def _names_in(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        match thing_of(change):
            case Role(name=name) | Membership(role=name):
                yield name
            case _:
                pass


def _above_the_law(state: RoleState) -> Iterator[str]:
    if state.superuser:
        yield "a superuser"
    if state.bypass_row_security:
        yield "allowed to bypass row-level security"
    if state.replication:
        yield "allowed to replicate everything"
