"""Schemas of extensions that are somebody else's, and how the platform gets into them.

Often only a superuser may create an extension, and has done so, in a schema that is
not ours. Such a schema stays its owner's: it is neither made nor described, and what
is granted on it, the session grants.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import psycopg

from compiler.introspect.query import read_query
from compiler.model.grant import SchemaGrant
from compiler.plan.part import Part
from compiler.render.grant import render_create_schema_grant
from compiler.render.statement import Statement

_PACKAGE: Final = "compiler.apply"


def find_lent_grants(
    conn: psycopg.Connection[Any],
    parts: Iterable[Part],
    schemas: Iterable[str],
    owner: str,
) -> Iterator[Statement]:
    """Yield what lets the platform use the schemas of extensions that are lent to it.

    Args:
        conn: the session.
        parts: as they are, and are to be.
        schemas: of extensions.
        owner: the role that owns the platform.
    """
    names = {"schemas": list(schemas), "owner": owner}
    lent = {name for (name,) in conn.execute(read_query(_PACKAGE, "lent"), names)}
    asked = [
        each
        for part in parts
        for each in part.wanted.sources
        if isinstance(each, SchemaGrant) and each.schema in lent
    ]
    own = [
        SchemaGrant(schema=name, privileges=("usage",), roles=(owner,), grantable=False)
        for name in sorted(lent)
    ]
    for grant in (*own, *asked):
        if not _is_held(conn, grant):
            for statement in render_create_schema_grant(grant):
                yield Statement(sql=statement.sql, object=grant, as_owner=False)


def _is_held(conn: psycopg.Connection[Any], grant: SchemaGrant) -> bool:
    values = {
        "schema": grant.schema,
        "roles": list(grant.roles),
        "privileges": [each.upper() for each in grant.privileges],
    }
    return bool(conn.execute(read_query(_PACKAGE, "held"), values).fetchall()[0][0])
