"""Trials in a session that is the tenant: its own rows, and what it must not do.

A promise about what is refused is worth something only beside the proof that the same
thing, done rightly, is let through; so a tenant's own row comes first.
"""

from collections.abc import Iterator

import psycopg

from compiler.verify.actor import Actor
from compiler.verify.fact import Fact, Outcome
from compiler.verify.subject import Subject
from compiler.verify.trial import (
    Candidate,
    insert_row,
    refusal_of_move,
    refusal_of_row,
    rolled_back,
    sees_any,
    sees_row,
)
from compiler.verify.verification import (
    Verification,
    judge,
    put_down,
    read_exposure,
)


def try_own_rows(
    verification: Verification,
    subject: Subject,
    actor: Actor,
    candidates: tuple[Candidate, ...],
) -> tuple[Candidate | None, tuple[Fact, ...]]:
    """Return a table that takes the tenant's rows, and what was tried on it."""
    refused = "there is no table whose rows it may write and that can be made up"
    for candidate in candidates:
        try:
            with rolled_back(actor.conn):
                facts = tuple(_try_rows(verification, subject, actor, candidate))
        except psycopg.Error as error:
            refused = f"{candidate.name}: {error.diag.message_primary or error}"
        else:
            return candidate, facts
    outcome = Outcome.FAILED if candidates else Outcome.NOT_TRIED
    why = "for want of an own row"
    return None, (
        put_down(subject, "own-rows", outcome, f"no row, {actor.how}: {refused}"),
        put_down(subject, "foreign-rows", Outcome.NOT_TRIED, why),
        put_down(subject, "moved-rows", Outcome.NOT_TRIED, why),
    )


def try_foreign_table(
    verification: Verification,
    subject: Subject,
    actor: Actor,
    candidate: Candidate | None,
) -> Fact:
    """Return whether the tenant can read a table of another one."""
    other, name = subject.other, "foreign-tables"
    if other is None or candidate is None:
        why = "there is no other tenant" if candidate else "for want of an own row"
        return put_down(subject, name, Outcome.NOT_TRIED, why)
    exposure = read_exposure(verification, subject.tenant.login, other)
    if exposure.permitted:
        why = f"{subject.tenant.id} holds a permission to read tables of {other.id}"
        return put_down(subject, name, Outcome.NOT_TRIED, why)
    table = other.table(candidate.name)
    seen = sees_any(actor.conn, table)
    said = "refused" if seen is None else ("ROWS SEEN" if seen else "no row seen")
    if exposure.usable:
        said += f", but schema {other.schema} is open to it and nothing permits that"
    return judge(
        subject,
        name,
        held=not seen and not exposure.usable,
        detail=f"reading {table.sql}, {actor.how}: {said}",
    )


def _try_rows(
    verification: Verification, subject: Subject, actor: Actor, candidate: Candidate
) -> Iterator[Fact]:
    table = subject.tenant.table(candidate.name)
    conn, column = actor.conn, verification.tenant_column
    row = insert_row(conn, table, candidate, column, subject.tenant.id)
    seen = sees_row(conn, table, row)
    said = "wrote and read" if seen else "wrote and DID NOT SEE"
    yield judge(
        subject,
        "own-rows",
        held=seen,
        detail=f"{said} a row of {table.sql}, {actor.how}",
    )
    refusal = refusal_of_row(conn, table, candidate, column, subject.other_id)
    yield judge(
        subject,
        "foreign-rows",
        held=bool(refusal),
        detail=f"writing a row of {subject.other_id} into {table.sql}, {actor.how}: "
        f"{refusal or 'DONE'}",
    )
    refusal = refusal_of_move(conn, table, row, column, subject.other_id)
    yield judge(
        subject,
        "moved-rows",
        held=bool(refusal),
        detail=f"giving a row of {table.sql} to {subject.other_id}, {actor.how}: "
        f"{refusal or 'DONE'}",
    )
