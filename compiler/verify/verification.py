"""One verification: with which session it works, and how a fact is put down."""

from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.introspect.query import read_query
from compiler.verify.fact import Fact, Outcome
from compiler.verify.subject import Subject, Tenancy


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What all trials of one run share.

    Args:
        conn: the session that verifies; `dsn` opens another like it.
        probe: a session that can become every role; nothing where there is none.
        owner: the role that owns every table.
        admin: the role of the platform's administrators.
        platform: all roles of the platform, which policies may name.
    """

    dsn: str
    conn: psycopg.Connection[Any]
    probe: psycopg.Connection[Any] | None
    owner: str
    tenant_column: str
    admin: str
    platform: tuple[str, ...]


def put_down(subject: Subject, name: str, outcome: Outcome, detail: str) -> Fact:
    """Return a fact about the tenant of a subject."""
    return Fact(name=name, tenant=subject.tenant.id, outcome=outcome, detail=detail)


def judge(subject: Subject, name: str, *, held: bool, detail: str) -> Fact:
    """Return a fact that was tried."""
    outcome = Outcome.HELD if held else Outcome.FAILED
    return put_down(subject, name, outcome, detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What a role may do with the schema of another tenant.

    Args:
        usable: whether it may use the schema.
        permitted: whether it holds a role that policies there let read.
    """

    usable: bool
    permitted: bool


def read_exposure(verification: Verification, role: str, other: Tenancy) -> Exposure:
    """Return what a role may do with a tenant's schema, and whether that is wanted."""
    rows = verification.conn.execute(
        read_query("compiler.verify", "exposure"),
        {
            "role": role,
            "schema": other.schema,
            "own": [other.role, other.login, *verification.platform],
        },
    )
    usable, permitted = rows.fetchall()[0]
    return Exposure(usable=bool(usable), permitted=bool(permitted))
