"""Reads what specs ask for as a server spells it: built in scratch, and undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.introspect.facts import read_facts
from compiler.introspect.objects import build_catalog
from compiler.model.catalog import DatabaseObject
from compiler.rehearse.pieces import Build
from compiler.rehearse.scratch import open_scratch, run_build

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

    Args:
        dsn: of the server to build on.
        shared: what stands once.
        tenant: what a tenant has.
        owner: the role that owns the platform.

    Raises:
        CannotRun: the server does not let us, or refuses a statement.
    """
    with open_scratch(dsn) as conn:
        run_build(conn, shared)
        once = _read(conn, (EVERYWHERE, *shared.schemas), owner)
        run_build(conn, tenant)
        known = set(once)
        everything = _read(conn, (EVERYWHERE, *shared.schemas, *tenant.schemas), owner)
    return Desired(
        shared=once, tenant=tuple(each for each in everything if each not in known)
    )


def _read(
    conn: psycopg.Connection[Any], schemas: Sequence[str], owner: str
) -> tuple[DatabaseObject, ...]:
    return build_catalog(read_facts(conn, schemas, owner).values()).objects
