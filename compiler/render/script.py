"""Statements one after another, each run by the role that has to run it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from compiler.render.statement import Statement
from compiler.syntax.quote import quote_identifier

# Functions come before the tables that their bodies speak of.
LEAVE_BODIES_UNCHECKED: Final = "SET LOCAL check_function_bodies = off;"
CHECK_BODIES: Final = "SET LOCAL check_function_bodies = on;"
RESET_ROLE: Final = "RESET ROLE;"

SESSION: Final = ""
"""Stands for the role of the session."""


def arrange_statements(
    statements: Iterable[Statement], owner: str
) -> Iterator[tuple[str, Statement | None]]:
    """Yield the texts to run, each with its statement if it belongs to one.

    In between stand the texts that change who runs the next ones. The session's role
    runs the first; who runs the last is left as it is.

    Args:
        statements: in the order of execution.
        owner: the role as which those with `as_owner` run.
    """
    actor = SESSION
    for role, group in groupby(statements, lambda each: role_of(each, owner)):
        if role != actor:
            yield (RESET_ROLE if role == SESSION else become_role(role)), None
            actor = role
        for statement in group:
            yield statement.sql, statement


def role_of(statement: Statement, owner: str) -> str:
    """Return the role as which a statement runs; empty for that of the session.

    Args:
        statement: the statement.
        owner: the role that owns the platform.
    """
    return owner if statement.as_owner else statement.role


def become_role(role: str, *, until_reset: bool = False) -> str:
    """Return what makes the rest of a transaction run as a role.

    Args:
        role: its name.
        until_reset: make the rest of the session do so, until `RESET_ROLE`.
    """
    return f"SET {'' if until_reset else 'LOCAL '}ROLE {quote_identifier(role)};"
