"""What was found of a database, and whether that is still so."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.execute.failure import telling
from compiler.execute.session import connect
from compiler.introspect.read import read_address, read_era
from compiler.introspect.signature import read_signatures
from compiler.plan.address import Address, Question
from compiler.rehearse.actual import Actual, one_state, read_actual


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A state of a database, as a text that is another one after any change.

    Args:
        target: host, database and role, in words.
    """

    state: str
    address: Address
    target: str


def ask(dsn: str, question: Question) -> Answer:
    """Return the state that a database is in.

    Raises:
        CannotRun: the server or the rights do not let us.
    """
    with telling("read what is there"), connect(dsn, purpose="plan") as conn:
        with one_state(conn):
            actual = read_actual(
                conn, (), question.roles, question.owner, question.pattern
            )
            state = read_state(conn, question, actual)
        return Answer(
            state=state, address=read_address(conn), target=describe_target(conn)
        )


def read_state(
    conn: psycopg.Connection[Any], question: Question, actual: Actual
) -> str:
    """Return the state of the database of a session.

    Args:
        conn: in a transaction that sees one state.
        question: what of it is asked about.
        actual: what it has beside what stands in schemas.
    """
    signatures = read_signatures(conn, question.schemas)
    said = (
        read_address(conn),
        read_era(conn),
        sorted(signatures.items()),
        _sorted(actual.roles),
        _sorted(actual.memberships),
        _sorted(actual.uses),
        _sorted(actual.outward),
        _sorted(actual.powers),
        actual.extensions,
        actual.tenant_schemas,
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()


def describe_target(conn: psycopg.Connection[Any]) -> str:
    """Return host, database and role of a session, in words."""
    info = conn.info
    return f"{info.host or 'localhost'}, database {info.dbname}, role {info.user}"


def _sorted(found: Mapping[Any, object]) -> list[tuple[Any, object]]:
    return sorted(found.items(), key=lambda pair: repr(pair[0]))
