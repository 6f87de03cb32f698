"""Trials that take several roles in one transaction, so that a row is there to be seen.

A tenant's login is stopped by the schema before any policy is asked. Here all that
grants could open is opened first, so that the policies stand alone.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias

import psycopg

from compiler.verify.actor import assume, come_back
from compiler.verify.fact import Fact, Outcome
from compiler.verify.subject import Subject
from compiler.verify.trial import (
    Candidate,
    Row,
    insert_row,
    open_table,
    rolled_back,
    sees_row,
)
from compiler.verify.verification import (
    Verification,
    judge,
    put_down,
    read_exposure,
)

NO_PROBE: Final = "the server lets no login in that could be several roles"

_Trial: TypeAlias = Callable[[Verification, Subject, Candidate], Fact]


def try_with_several_roles(
    verification: Verification, subject: Subject, candidate: Candidate | None
) -> Iterator[Fact]:
    """Yield whether administrators see a tenant's row, and others do not."""
    for name, attempt in _TRIALS:
        if verification.probe is None:
            yield put_down(subject, name, Outcome.NOT_TRIED, NO_PROBE)
        elif candidate is None:
            yield put_down(subject, name, Outcome.NOT_TRIED, "for want of an own row")
        else:
            yield _attempt(attempt, name, verification, subject, candidate)


def _attempt(
    attempt: _Trial,
    name: str,
    verification: Verification,
    subject: Subject,
    candidate: Candidate,
) -> Fact:
    try:
        with rolled_back(_probe(verification)):
            return attempt(verification, subject, candidate)
    except psycopg.Error as error:
        why = error.diag.message_primary or str(error)
        return put_down(subject, name, Outcome.NOT_TRIED, why)


def _try_admin(
    verification: Verification, subject: Subject, candidate: Candidate
) -> Fact:
    row = _seed(verification, subject, candidate)
    table = subject.tenant.table(candidate.name)
    seen = _sees_as(verification, verification.admin, subject, candidate, row)
    return judge(
        subject,
        "admin-reads",
        held=seen,
        detail=f"{verification.admin} {'reads' if seen else 'DOES NOT SEE'} a row of "
        f"{table.sql}",
    )


def _try_policies(
    verification: Verification, subject: Subject, candidate: Candidate
) -> Fact:
    name, other, tenant = "policies-alone", subject.other, subject.tenant
    if other is None:
        return put_down(subject, name, Outcome.NOT_TRIED, "there is no other tenant")
    if read_exposure(verification, other.login, tenant).permitted:
        why = f"{other.id} holds a permission to read tables of {tenant.id}"
        return put_down(subject, name, Outcome.NOT_TRIED, why)
    row = _seed(verification, subject, candidate)
    table = tenant.table(candidate.name)
    assume(_probe(verification), verification.owner)
    open_table(_probe(verification), table, other.role)
    seen = _sees_as(verification, other.login, subject, candidate, row)
    return judge(
        subject,
        name,
        held=not seen,
        detail=f"{other.login}, granted all of {table.sql} for the trial, "
        f"{'READS a row' if seen else 'sees no row'} of {tenant.id}",
    )


def _seed(verification: Verification, subject: Subject, candidate: Candidate) -> Row:
    """Return a row that the tenant wrote."""
    conn, tenant = _probe(verification), subject.tenant
    assume(conn, tenant.login)
    row = insert_row(
        conn,
        tenant.table(candidate.name),
        candidate,
        verification.tenant_column,
        tenant.id,
    )
    come_back(conn)
    return row


def _sees_as(
    verification: Verification,
    role: str,
    subject: Subject,
    candidate: Candidate,
    row: Row,
) -> bool:
    probe = _probe(verification)
    assume(probe, role)
    seen = sees_row(probe, subject.tenant.table(candidate.name), row)
    come_back(probe)
    return seen


def _probe(verification: Verification) -> psycopg.Connection[Any]:
    if verification.probe is None:
        raise ValueError(NO_PROBE)
    return verification.probe


_TRIALS: Final[tuple[tuple[str, _Trial], ...]] = (
    ("admin-reads", _try_admin),
    ("policies-alone", _try_policies),
)
