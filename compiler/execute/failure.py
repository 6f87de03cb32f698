"""What the database refused, in words that a user can act on.

CannotRun
└── StatementFailed   with the SQLSTATE, the statement and where it comes from
"""

import contextlib
from collections.abc import Iterator
from typing import Final

import psycopg

from compiler.errors import CannotRun

SHOWN_LINES: Final = 12
"""How many lines of a statement a message shows."""


class StatementFailed(CannotRun):
    """The database refused a statement; its transaction was rolled back.

    Args:
        message: what happened.
        help: the remedy.
        sqlstate: PostgreSQL's code of the error.
        statement: the text that failed; empty where it is not known.
        origin: `file:line#/path/in/yaml` that asked for it; empty where it is not
            known.
    """

    def __init__(
        self,
        message: str,
        *,
        help: str,  # noqa: A002 - it is the word that findings use
        sqlstate: str,
        statement: str = "",
        origin: str = "",
    ) -> None:
        super().__init__(message, help=help)
        self.sqlstate = sqlstate
        self.statement = statement
        self.origin = origin


def describe_failure(
    error: psycopg.Error, doing: str, *, statement: str = "", origin: str = ""
) -> CannotRun:
    """Return what stops the command where the database raised an error.

    Args:
        error: what psycopg raised.
        doing: what was being done, as in `cannot {doing}`.
        statement: the text that failed.
        origin: `file:line#/path/in/yaml` that asked for it.
    """
    if error.sqlstate is None:
        said = str(error).strip().splitlines()
        return CannotRun(
            f"cannot {doing}: {said[0] if said else type(error).__name__}",
            help="Run the command again; it goes on where it stopped.",
        )
    diagnostic = error.diag
    lines = [
        f"cannot {doing}: {diagnostic.message_primary} ({error.sqlstate})",
        *(
            [f"detail: {diagnostic.message_detail}"]
            if diagnostic.message_detail
            else []
        ),
        *([f"context: {diagnostic.context}"] if diagnostic.context else []),
        *([f"from: {origin}"] if origin else []),
        *_shown(statement),
    ]
    return StatementFailed(
        "\n  ".join(lines),
        help=diagnostic.message_hint or _remedy(error.sqlstate, origin),
        sqlstate=error.sqlstate,
        statement=statement,
        origin=origin,
    )


@contextlib.contextmanager
def telling(doing: str) -> Iterator[None]:
    """Turn what the database refuses into what stops the command.

    Raises:
        CannotRun: in place of an error of psycopg's.
    """
    try:
        yield
    except psycopg.Error as error:
        raise describe_failure(error, doing) from error


def _shown(statement: str) -> list[str]:
    lines = statement.splitlines()
    if len(lines) <= SHOWN_LINES:
        return lines
    return [*lines[:SHOWN_LINES], f"… and {len(lines) - SHOWN_LINES} more lines"]


def _remedy(sqlstate: str, origin: str) -> str:
    match sqlstate[:2]:
        case "42" if sqlstate == "42501":
            return "Run the command as a superuser, or grant what is missing."
        case "53":
            return "Give the server what it ran out of, then run the command again."
        case "55" | "40" | "57":
            return "Run the command again; it goes on where it stopped."
        case _ if origin:
            return f"Correct {origin.partition('#')[0]}."
        case _:
            return "Read the server's log for more."
