"""Why a tenant may not go: all that speaks against it, read before anything is done."""

from collections.abc import Iterator
from typing import Any, Final

import psycopg

from compiler.apply.preconditions import find_role_problems, require
from compiler.apply.roles import find_conflicts
from compiler.dropping.leaver import Leaver
from compiler.errors import Refused
from compiler.introspect.query import read_query
from compiler.introspect.read import read_roles, read_session
from compiler.postgres.server import describe_server

SHOWN: Final = 20
"""How many obstacles a message names."""

_PACKAGE: Final = "compiler.dropping"
_WAY_OUT: Final = "Nothing was changed. Settle that, then drop it again."


def require_free(conn: psycopg.Connection[Any], leaver: Leaver) -> None:
    """Stop where something speaks against it.

    Raises:
        CannotRun: the session may not drop the roles.
        Refused: with all that does.
    """
    facts, states = describe_server(conn), read_roles(conn, leaver.roles)
    found = [
        *_find_namesakes(leaver),
        *find_conflicts(states, facts.database, read_session(conn).databases),
        *_find_obstacles(conn, leaver),
    ]
    if found:
        more = len(found) - SHOWN
        shown = found[:SHOWN] + [f"… and {more} more"] * (more > 0)
        raise Refused("\n".join(shown), help=_WAY_OUT)
    require(find_role_problems(facts, states, states))


def _find_namesakes(leaver: Leaver) -> Iterator[str]:
    """Yield what has a tenant's name and is none of its own."""
    if leaver.schema in leaver.kept_schemas or leaver.schema.startswith("pg_"):
        yield f"schema {leaver.schema} is not that of {leaver.id} alone"
    for role in leaver.roles:
        if role in leaver.kept_roles:
            yield f"role {role} is not that of {leaver.id} alone"


def _find_obstacles(conn: psycopg.Connection[Any], leaver: Leaver) -> Iterator[str]:
    names = {"schema": leaver.schema, "roles": list(leaver.roles)}
    ours = leaver.platform.owner
    for (owner,) in conn.execute(read_query(_PACKAGE, "schema_owner"), names):
        if owner != ours:
            yield (
                f"schema {leaver.schema} belongs to {owner}, not to {ours}, so "
                "tenantry did not make it"
            )
    for what, role in conn.execute(read_query(_PACKAGE, "outside"), names):
        yield f"{what} " + (
            f"belongs to role {role}" if role else f"depends on schema {leaver.schema}"
        )
    for role, sessions, databases in conn.execute(
        read_query(_PACKAGE, "role_uses"), names
    ):
        if sessions:
            yield f"role {role} has {sessions} sessions; end them"
        for database in databases:
            yield f"role {role} is used in database {database} too"
