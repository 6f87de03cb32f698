"""The servers that a plan is made with."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TypeAlias

Stage: TypeAlias = Callable[[int], AbstractContextManager[str]]
"""Lends the connection string of a server of a major version to rehearse on; it may
raise CannotRun."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """Connection strings of the servers that a plan is made with.

    Args:
        target: of the database that is planned for; it is only read.
        scratch: of the server on which what specs ask for is built, read and undone.
        stage: lends a server to rehearse on; nothing where nobody asks for that.
        witness: whether `pg_dump` is asked there too.
    """

    target: str
    scratch: str
    stage: Stage | None
    witness: bool
