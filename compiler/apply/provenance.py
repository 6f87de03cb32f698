"""Whether what stands in the database is ours, told from the catalogs alone.

Who owns a table decides what reading it runs: policies, rules and views call functions
with the rights of whoever reads. So nothing is read before its owner is known.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.rows import class_row

from compiler.errors import Refused
from compiler.introspect.query import read_query
from compiler.model.name import QualifiedName
from compiler.model.schema import Schema
from compiler.names import SENTINEL_TENANT
from compiler.plan.part import Part

_WAY_OUT: Final = "Name things differently in the specs, or remove what is there."

_PACKAGE: Final = "compiler.apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the catalogs say of a schema that is there, and of a table in it.

    Args:
        table_owner: nothing where the table is missing.
        ordinary: whether it is a plain table: no view, no partition.
        inherits: whether it has children or a parent.
    """

    schema: str
    schema_owner: str
    table_owner: str | None
    ordinary: bool
    has_rules: bool
    has_triggers: bool
    inherits: bool


def read_standing(
    conn: psycopg.Connection[Any], table: QualifiedName
) -> Standing | None:
    """Return what is said of a table and its schema; nothing where that is missing."""
    names = {"schema": table.schema, "table": table.name}
    with conn.cursor(row_factory=class_row(Standing)) as cursor:
        return cursor.execute(read_query(_PACKAGE, "standing"), names).fetchone()


def require_nothing_strange(*strange: str) -> None:
    """Stop the command if anything is somebody else's.

    Raises:
        Refused: with all that is.
    """
    if strange:
        raise Refused("\n".join(strange), help=_WAY_OUT)


def require_ours(
    conn: psycopg.Connection[Any], table: QualifiedName, owner: str
) -> bool:
    """Return whether a table is there, which has to be ours then.

    Raises:
        Refused: it, or its schema, is somebody else's.
    """
    standing = read_standing(conn, table)
    if standing is None:
        return False
    require_nothing_strange(*find_strangeness(standing, table, owner))
    return standing.table_owner is not None


def find_strangeness(
    standing: Standing, table: QualifiedName, owner: str
) -> Iterator[str]:
    """Yield why a table cannot be the one that was installed.

    Args:
        standing: what the catalogs say.
        table: its name.
        owner: of the platform.
    """
    if standing.schema_owner != owner:
        yield (
            f"schema {standing.schema} exists and belongs to {standing.schema_owner}, "
            f"not to {owner}, so tenantry did not make it"
        )
    elif standing.table_owner is None:
        return
    elif standing.table_owner != owner:
        yield f"{table.sql} belongs to {standing.table_owner}, not to {owner}"
    elif not standing.ordinary:
        yield f"{table.sql} is not an ordinary table"
    else:
        yield from _find_additions(standing, table)


def find_strangers(parts: Iterable[Part], owner: str) -> Iterator[str]:
    """Yield which schemas that specs ask for are somebody else's.

    Args:
        parts: as they are, and are to be.
        owner: of the platform.
    """
    for part in parts:
        wanted = {
            each.name: each.owner
            for each in part.wanted.spelled
            if isinstance(each, Schema)
        }
        for each in part.actual:
            if isinstance(each, Schema) and each.owner not in {
                owner,
                wanted.get(each.name, each.owner),
            }:
                tenant = part.tenants[0] if part.tenants else ""
                name = each.name.replace(SENTINEL_TENANT, tenant)
                yield (
                    f"schema {name} exists and belongs to {each.owner}, not to "
                    f"{owner}, so tenantry did not make it"
                )


def find_open_schemas(
    conn: psycopg.Connection[Any], schemas: Iterable[str], owner: str
) -> Iterator[str]:
    """Yield which schemas cannot be used as they are, because others write to them.

    What somebody puts beside the objects of an extension is found in place of them.

    Args:
        conn: the session, whose role is trusted, as superusers are.
        schemas: those that are there.
        owner: of the platform, trusted too.
    """
    names = {"schemas": sorted(schemas), "owner": owner}
    for schema, writer in conn.execute(read_query(_PACKAGE, "writers"), names):
        yield (
            f"schema {schema} is for extensions, and {writer} may create objects in "
            "it; give it to a superuser and revoke CREATE on it, or name another "
            "schema in project.yaml"
        )


def _find_additions(standing: Standing, table: QualifiedName) -> Iterator[str]:
    additions = {
        "rules": standing.has_rules,
        "triggers": standing.has_triggers,
        "parents or children": standing.inherits,
    }
    for what, has in additions.items():
        if has:
            yield f"{table.sql} has {what}, which tenantry did not give it"
