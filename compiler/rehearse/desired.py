"""Reads what specs ask for as a server spells it: built in scratch, and undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.introspect.facts import read_facts
from compiler.introspect.objects import build_catalog
from compiler.model.catalog import DatabaseObject
from compiler.rehearse.actual import one_state
from compiler.rehearse.pieces import Build
from compiler.rehearse.scratch import (
    has_room,
    open_scratch,
    run_build,
    run_committing,
)
from compiler.rehearse.throwaway import open_throwaway

EVERYWHERE = ""
"""Stands for what is in no schema."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Desired:
    """What specs ask for, roles and what they are members of aside.

    Args:
        shared: what stands once.
        tenant: what every tenant has, as that of one: of the tenant that it was built
            for, or of the sentinel.
    """

    shared: tuple[DatabaseObject, ...]
    tenant: tuple[DatabaseObject, ...]


def read_desired(dsn: str, shared: Build, tenant: Build, owner: str) -> Desired:
    """Return what is built, as the server spells it.

    It is undone, or, where it is too much for one transaction, built by parts in a
    database that is dropped then.

    Args:
        dsn: of the server to build on.
        shared: what stands once.
        tenant: what a tenant has.
        owner: the role that owns the platform.

    Raises:
        CannotRun: the server does not let us, or refuses a statement.
    """
    schemas = (EVERYWHERE, *shared.schemas)
    with open_scratch(dsn) as conn:
        if has_room(conn, shared.locks + tenant.locks):
            run_build(conn, shared)
            once = _read(conn, schemas, owner)
            run_build(conn, tenant)
            return _apart(once, _read(conn, (*schemas, *tenant.schemas), owner))
    with open_throwaway(dsn) as place:
        roles = (owner, *shared.roles, *tenant.roles)
        place.ensure_roles(roles)
        with place.open_sessions(roles) as sessions:
            conn = sessions.runner
            run_committing(sessions, shared)
            with one_state(conn):
                once = _read(conn, schemas, owner)
            run_committing(sessions, tenant)
            with one_state(conn):
                return _apart(once, _read(conn, (*schemas, *tenant.schemas), owner))


def _apart(
    once: tuple[DatabaseObject, ...], whole: tuple[DatabaseObject, ...]
) -> Desired:
    known = set(once)
    return Desired(
        shared=once, tenant=tuple(each for each in whole if each not in known)
    )


def _read(
    conn: psycopg.Connection[Any], schemas: Sequence[str], owner: str
) -> tuple[DatabaseObject, ...]:
    return build_catalog(read_facts(conn, schemas, owner).values()).objects
