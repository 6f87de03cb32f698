"""Promises that the catalog alone can answer."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import psycopg

from compiler.introspect.query import read_query
from compiler.verify.fact import Fact
from compiler.verify.subject import Subject
from compiler.verify.verification import judge

_PACKAGE: Final = "compiler.verify"
SHOWN: Final = 5
"""How many names a detail lists."""


def verify_structure(conn: psycopg.Connection[Any], subject: Subject) -> Iterator[Fact]:
    """Yield what the catalog says of a tenant's tables and roles."""
    schema = {"schema": subject.tenant.schema}
    unprotected = _column(conn, "unprotected", schema)
    yield _fact(
        subject,
        "row-security",
        "row-level security is enabled and forced on every table and partition",
        f"row-level security is off or not forced on {_listed(unprotected)}"
        if unprotected
        else "",
    )
    yield _fact(
        subject,
        "policies",
        "the tables have the policies of the specs, and no others",
        _policy_difference(conn, subject),
    )
    views = set(_column(conn, "definer_view", schema)) - subject.definer_views
    yield _fact(
        subject,
        "views",
        "no view shows what its owner sees to others, but those of the specs",
        f"in no spec, and shows what its owner sees: {_listed(sorted(views))}"
        if views
        else "",
    )
    for role in dict.fromkeys((subject.tenant.role, subject.tenant.login)):
        reached = _column(
            conn, "reach", {"role": role, "forbidden": list(subject.forbidden)}
        )
        yield _fact(
            subject,
            "reach",
            f"{role} has the rights of no other tenant and of no platform role",
            f"{role} has the rights of {_listed(reached)}" if reached else "",
        )


def _policy_difference(conn: psycopg.Connection[Any], subject: Subject) -> str:
    query = read_query(_PACKAGE, "policy_name")
    rows = conn.execute(query, {"schema": subject.tenant.schema})
    there = {(str(table), str(policy)) for table, policy in rows}
    missing = sorted(f"{name} on {table}" for table, name in subject.policies - there)
    extra = sorted(f"{name} on {table}" for table, name in there - subject.policies)
    return "; ".join(
        [
            *([f"missing: {_listed(missing)}"] if missing else []),
            *([f"in no spec: {_listed(extra)}"] if extra else []),
        ]
    )


def _fact(subject: Subject, name: str, held: str, broken: str) -> Fact:
    return judge(subject, name, held=not broken, detail=broken or held)


def _listed(names: list[str]) -> str:
    rest = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {rest} more" if rest > 0 else "")


def _column(
    conn: psycopg.Connection[Any], query: str, parameters: Mapping[str, object]
) -> list[str]:
    rows = conn.execute(read_query(_PACKAGE, query), parameters)
    return [str(row[0]) for row in rows]
