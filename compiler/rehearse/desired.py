"""Reads what specs ask for as a server spells it: built in scratch, and undone."""

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.introspect.facts import read_facts
from compiler.introspect.objects import build_catalog
from compiler.model.catalog import DatabaseObject
from compiler.model.schema import Schema
from compiler.names import SENTINEL_TENANT
from compiler.plan.sentinel import list_names, map_names
from compiler.rehearse.scratch import build_statements, open_scratch
from compiler.render.statement import Statement
from compiler.syntax.quote import replace_sentinel

EVERYWHERE = ""
"""Stands for what is in no schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desired:
    """What specs ask for, roles and what they are members of aside.

    Args:
        shared: what stands once.
        tenant: what every tenant has, as that of the tenant that it is built for.
    """

    shared: tuple[DatabaseObject, ...]
    tenant: tuple[DatabaseObject, ...]


def read_desired(
    dsn: str, shared: Sequence[Statement], tenant: Sequence[Statement], owner: str
) -> Desired:
    """Return what statements come to.

    Args:
        dsn: of the server to build on.
        shared: statements of what stands once, in the order of execution.
        tenant: statements of one tenant, in the order of execution.
        owner: the role that owns the platform.

    Raises:
        CannotRun: the server does not let us, or refuses a statement.
    """
    shared_schemas, tenant_schemas = schemas_of(shared), schemas_of(tenant)
    with open_scratch(dsn) as conn:
        build_statements(conn, shared, owner)
        once = _read(conn, (EVERYWHERE, *shared_schemas), owner)
        build_statements(conn, tenant, owner)
        known = set(once)
        everything = _read(conn, (EVERYWHERE, *shared_schemas, *tenant_schemas), owner)
    return Desired(
        shared=once, tenant=tuple(each for each in everything if each not in known)
    )


def schemas_of(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return the schemas that statements make, in the order in which they do."""
    made = (each.object for each in statements)
    return tuple(dict.fromkeys(each.name for each in made if isinstance(each, Schema)))


def _read(
    conn: psycopg.Connection[Any], schemas: Sequence[str], owner: str
) -> tuple[DatabaseObject, ...]:
    return build_catalog(read_facts(conn, schemas, owner).values()).objects


def fill_statements(
    statements: Iterable[Statement], tenant_id: str, forms: Iterable[str]
) -> tuple[Statement, ...]:
    """Return the sentinel tenant's statements as those of another tenant.

    Args:
        statements: as they were rendered.
        tenant_id: whose they are to be.
        forms: names that hold the sentinel's id.
    """
    names = list_names(forms, SENTINEL_TENANT, tenant_id)
    return tuple(
        dataclasses.replace(
            each,
            sql=replace_sentinel(each.sql, tenant_id),
            object=map_names(each.object, names),
        )
        for each in statements
    )
