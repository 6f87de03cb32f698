"""Reads the catalogs of a server: queries in, values of the model out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.rows import class_row, dict_row

from compiler.introspect.query import read_query
from compiler.introspect.summary import SchemaSummary
from compiler.model.extension import Extension
from compiler.model.role import Membership, Role
from compiler.model.setting import parse_setting
from compiler.plan.address import Address
from compiler.postgres.server import major_of

_PACKAGE: Final = "compiler.introspect"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleState:
    """A role that the server has, with what no role of a spec may be.

    Args:
        predefined: whether the server came with it.
        administered: whether the session may change and grant it.
    """

    role: Role
    predefined: bool
    superuser: bool
    replication: bool
    bypass_row_security: bool
    administered: bool

    def powers(self) -> tuple[str, ...]:
        """Return what it may and no role of a spec may, as `ALTER ROLE` calls it."""
        held = {
            "SUPERUSER": self.superuser,
            "REPLICATION": self.replication,
            "BYPASSRLS": self.bypass_row_security,
        }
        return tuple(word for word, has in held.items() if has)


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipState:
    """A membership with what the grant says of its use, since version 16.

    Args:
        inherit_option: whether the member has the role's rights at once.
        set_option: whether the member may become the role.
    """

    membership: Membership
    inherit_option: bool
    set_option: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """What the session may do in its database.

    Args:
        read_only: whether the server is a standby.
        inherits: whether its role has the attribute INHERIT.
        databases: every database of the server.
    """

    read_only: bool
    can_create_schema: bool
    inherits: bool
    databases: tuple[str, ...]


def read_address(conn: psycopg.Connection[Any]) -> Address:
    """Return which database a session is in."""
    return Address(**_rows(conn, "address")[0], version=major_of(conn))


def read_era(conn: psycopg.Connection[Any]) -> str:
    """Return a text that is another one after each start of the server, or recovery.

    What is remembered of transactions holds within one of them.
    """
    return str(_rows(conn, "era")[0]["era"])


def read_session(conn: psycopg.Connection[Any]) -> SessionState:
    """Return what the session may do."""
    row = _rows(conn, "session")[0]
    return SessionState(**{**row, "databases": tuple(row["databases"])})


def read_roles(
    conn: psycopg.Connection[Any], names: Iterable[str]
) -> Mapping[str, RoleState]:
    """Return those of the roles that the server has, by name."""
    return {
        row["name"]: RoleState(
            role=Role(
                name=row["name"],
                login=row["login"],
                inherit=row["inherit"],
                create_role=row["create_role"],
                create_database=row["create_database"],
                settings=tuple(
                    # The catalog keeps them as `parameter=value`.
                    parse_setting(*stored.split("=", 1))
                    for stored in row["settings"]
                ),
                description=row["description"],
            ),
            predefined=row["predefined"],
            superuser=row["superuser"],
            replication=row["replication"],
            bypass_row_security=row["bypass_row_security"],
            administered=row["administered"],
        )
        for row in _rows(conn, "role", names=list(names))
    }


def read_memberships(
    conn: psycopg.Connection[Any], names: Iterable[str], members: Iterable[str] = ()
) -> Mapping[tuple[str, str], MembershipState]:
    """Return who is a member of which role, by role and member.

    Args:
        conn: the session.
        names: of the roles whose members are asked for.
        members: of those whose roles are asked for.
    """
    return {
        (row["role"], row["member"]): MembershipState(
            membership=Membership(
                role=row["role"],
                member=row["member"],
                admin_option=row["admin_option"],
            ),
            inherit_option=row["inherit_option"],
            set_option=row["set_option"],
        )
        for row in _rows(conn, "membership", names=list(names), members=list(members))
    }


def read_extensions(conn: psycopg.Connection[Any]) -> tuple[Extension, ...]:
    """Return the extensions of the database."""
    with conn.cursor(row_factory=class_row(Extension)) as cursor:
        return tuple(cursor.execute(read_query(_PACKAGE, "extension")))


def read_schema_names(
    conn: psycopg.Connection[Any], names: Iterable[str]
) -> frozenset[str]:
    """Return those of the names that are schemas of the database."""
    rows = conn.execute(read_query(_PACKAGE, "schema_name"), {"names": list(names)})
    return frozenset(str(row[0]) for row in rows)


def read_schemas_like(
    conn: psycopg.Connection[Any], owner: str, pattern: str
) -> tuple[str, ...]:
    """Return the schemas of a role whose names are of a form.

    Args:
        conn: the session.
        owner: the role.
        pattern: a regular expression; none is asked for by an empty one.
    """
    if not pattern:
        return ()
    values = {"owner": owner, "pattern": pattern}
    rows = conn.execute(read_query(_PACKAGE, "schema_like"), values)
    return tuple(str(row[0]) for row in rows)


def read_summaries(
    conn: psycopg.Connection[Any], names: Iterable[str]
) -> Mapping[str, SchemaSummary]:
    """Return how much stands in each of the schemas, by name."""
    query = read_query(_PACKAGE, "schema_summary")
    with conn.cursor(row_factory=class_row(SchemaSummary)) as cursor:
        cursor.execute(query, {"names": list(names)})
        return {summary.schema: summary for summary in cursor}


def _rows(
    conn: psycopg.Connection[Any], query: str, **parameters: object
) -> list[dict[str, Any]]:
    with conn.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(read_query(_PACKAGE, query), parameters).fetchall()
