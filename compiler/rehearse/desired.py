"""Reads what specs ask for as a server spells it: built in scratch, and undone."""

from collections.abc import Sequence
from typing import Any

import psycopg

from compiler.execute.failure import telling
from compiler.introspect.facts import read_facts
from compiler.introspect.objects import build_catalog
from compiler.model.catalog import DatabaseObject
from compiler.model.event_trigger import EventTrigger
from compiler.plan.fleet import EVERYWHERE, Desired
from compiler.rehearse.actual import one_state
from compiler.rehearse.pieces import (
    Build,
    keep_event_triggers,
    leave_out_event_triggers,
)
from compiler.rehearse.scratch import (
    has_room,
    open_scratch,
    run_build,
    run_committing,
)
from compiler.rehearse.sessions import Sessions, is_superusers
from compiler.rehearse.throwaway import open_throwaway


def read_desired(dsn: str, shared: Build, tenant: Build, owner: str) -> Desired:
    """Return what is built, as the server spells it.

    It is undone. What is too much for one transaction, and what a superuser would have
    to build, who must run nothing that specs say, is built in a database of its own.

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
        if not is_superusers(conn) and has_room(conn, shared.locks + tenant.locks):
            run_build(conn, shared)
            once = _read(conn, schemas, owner)
            run_build(conn, tenant)
            return _apart(once, _read(conn, (*schemas, *tenant.schemas), owner))
    roles = (owner, *shared.roles, *tenant.roles)
    with open_throwaway(dsn) as place:
        place.ensure_roles(roles)
        with (
            telling("build what the specs ask for"),
            place.open_sessions(roles) as sessions,
        ):
            run_committing(sessions, leave_out_event_triggers(shared))
            once = _read_at_once(sessions, schemas, owner)
            run_committing(sessions, leave_out_event_triggers(tenant))
            # Last: they fire at all that is done.
            for each in (shared, tenant):
                run_committing(sessions, keep_event_triggers(each))
            whole = _read_at_once(sessions, (*schemas, *tenant.schemas), owner)
    return _apart(once, whole)


def _read_at_once(
    sessions: Sessions, schemas: Sequence[str], owner: str
) -> tuple[DatabaseObject, ...]:
    with one_state(sessions.runner):
        return _read(sessions.runner, schemas, owner)


def _apart(
    once: tuple[DatabaseObject, ...], whole: tuple[DatabaseObject, ...]
) -> Desired:
    # They are in no schema, and so no tenant's.
    fired = (each for each in whole if isinstance(each, EventTrigger))
    shared = tuple(dict.fromkeys((*once, *fired)))
    known = set(shared)
    return Desired(
        shared=shared, tenant=tuple(each for each in whole if each not in known)
    )


def _read(
    conn: psycopg.Connection[Any], schemas: Sequence[str], owner: str
) -> tuple[DatabaseObject, ...]:
    return build_catalog(read_facts(conn, schemas, owner).values()).objects
