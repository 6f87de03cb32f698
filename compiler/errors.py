"""What stops a command: the exceptions that end it, and the exit code of each.

Findings about a spec are values (`compiler.diagnostics`), never exceptions.

    TenantryError
    ├── UsageError    64  the command was called wrongly
    ├── Refused        3  a hazard that was not allowed, or a stale plan
    └── CannotRun      4  the server, the rights or the disk do not let us
"""

from typing import ClassVar


class TenantryError(Exception):
    """Stops a command, with what happened and what to do about it.

    Args:
        message: what happened, in the user's words.
        help: the remedy, starting with a verb; empty if there is none.
    """

    exit_code: ClassVar[int] = 4

    def __init__(self, message: str, *, help: str = "") -> None:  # noqa: A002 - it is the word that findings use
        super().__init__(message)
        self.message = message
        self.help = help


class UsageError(TenantryError):
    """The command was called with arguments that make no sense."""

    exit_code = 64


class Refused(TenantryError):
    """The command could go on but must not: somebody has to decide first."""

    exit_code = 3


class CannotRun(TenantryError):
    """The server, the rights or the disk do not let the command run."""

    exit_code = 4
