"""The sessions in which a platform is built and changed that is thrown away.

What specs and databases say is executed there: expressions, functions, whole bodies. A
superuser's session would let them out, since any function may become the session's own
role again. So it is run by a role that is none, and a superuser only makes what it
takes one for, and what holds nothing but names.
"""

import dataclasses
from typing import Any, Final

import psycopg

from compiler.model.event_trigger import EventTrigger
from compiler.model.extension import Extension
from compiler.model.ownership import Ownership
from compiler.model.schema import Schema
from compiler.model.table_part import Thing

_NAMES_ONLY: Final = (Extension, Schema, Ownership, EventTrigger)
"""Kinds whose statements execute nothing that specs say; no event trigger fires at
another one."""


def is_superusers(conn: psycopg.Connection[Any]) -> bool:
    """Return whether a session is a superuser's."""
    return conn.info.parameter_status("is_superuser") == "on"


@dataclasses.dataclass(frozen=True, slots=True)
class Sessions:
    """Two sessions in one database, or one that stands for both.

    Args:
        runner: of a role that is no superuser.
        maker: of the role that made the database.
    """

    runner: psycopg.Connection[Any]
    maker: psycopg.Connection[Any]

    def of(self, thing: Thing) -> psycopg.Connection[Any]:
        """Return the session in which a statement about a thing is executed."""
        return self.maker if isinstance(thing, _NAMES_ONLY) else self.runner
