"""Reads what a database has of a platform: in one transaction, and in one state."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.introspect.facts import SchemaFacts, read_facts
from compiler.introspect.objects import build_catalog
from compiler.introspect.read import (
    read_extensions,
    read_memberships,
    read_roles,
    read_schemas_like,
)
from compiler.model.catalog import DatabaseObject
from compiler.model.role import Membership, Role
from compiler.postgres.server import GRANT_OPTIONS_MAJOR, major_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """What a database has.

    Args:
        facts: schema to what stands in it; one that is not there has no entry.
        roles: by name.
        memberships: between these roles, by role and member.
        uses: of each membership, since version 16: whether the member has the role's
            rights at once, and whether it may become the role.
        outward: those in which one of them takes part with another role.
        powers: of these roles, which no spec gives: SUPERUSER and the like.
        extensions: of the database.
        tenant_schemas: those of the platform's owner that look like a tenant's.
    """

    facts: Mapping[str, SchemaFacts]
    roles: Mapping[str, Role]
    memberships: Mapping[tuple[str, str], Membership]
    uses: Mapping[tuple[str, str], tuple[bool, bool]]
    outward: Mapping[tuple[str, str], Membership]
    powers: Mapping[str, tuple[str, ...]]
    extensions: tuple[DatabaseObject, ...]
    tenant_schemas: tuple[str, ...]


@contextlib.contextmanager
def one_state(conn: psycopg.Connection[Any]) -> Iterator[None]:
    """Open a transaction that sees one state and writes nothing.

    Args:
        conn: the session, outside a transaction.
    """
    conn.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        yield
    finally:
        if not conn.closed and not conn.broken:
            conn.execute("ROLLBACK")


def read_actual(
    conn: psycopg.Connection[Any],
    schemas: Iterable[str],
    roles: Iterable[str],
    owner: str,
    pattern: str = "",
) -> Actual:
    """Return what a database has of schemas and roles.

    Args:
        conn: the session, in a transaction that sees one state.
        schemas: names of schemas; an empty one stands for what is in none.
        roles: names of roles.
        owner: the role that owns the platform.
        pattern: a regular expression of what tenants' schemas are called; empty where
            nobody asks.
    """
    names = list(dict.fromkeys(roles))
    states = read_roles(conn, names)
    # To whoever makes a role, the server gives the right to grant it on.
    found = {
        pair: state
        for pair, state in read_memberships(conn, names, names).items()
        if state.inherit_option or state.set_option
    }
    used = {pair: state.membership for pair, state in found.items()}
    explicit = major_of(conn) >= GRANT_OPTIONS_MAJOR
    return Actual(
        facts=read_facts(conn, list(dict.fromkeys(schemas)), owner),
        roles={name: state.role for name, state in states.items()},
        memberships={
            pair: each for pair, each in used.items() if states.keys() >= {*pair}
        },
        uses={
            pair: (each.inherit_option, each.set_option) for pair, each in found.items()
        }
        if explicit
        else {},
        outward={
            pair: each for pair, each in used.items() if not states.keys() >= {*pair}
        },
        powers={
            name: powers for name, state in states.items() if (powers := state.powers())
        },
        extensions=read_extensions(conn),
        tenant_schemas=read_schemas_like(conn, owner, pattern),
    )


def objects_in(actual: Actual, schemas: Iterable[str]) -> tuple[DatabaseObject, ...]:
    """Return what stands in those of the schemas that are there."""
    found = (actual.facts[each] for each in schemas if each in actual.facts)
    return build_catalog(found).objects
