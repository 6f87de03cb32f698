"""Privileges."""

import dataclasses
from collections.abc import Collection
from typing import Final

from compiler.model.aggregate import Aggregate
from compiler.model.name import QualifiedName
from compiler.model.routine import Routine

PRIVILEGES: Final = (
    "usage",
    "create",
    "select",
    "insert",
    "update",
    "delete",
    "truncate",
    "references",
    "trigger",
    "maintain",
    "execute",
)
"""Every privilege, in the order in which they are written."""


def order_privileges(words: Collection[str]) -> tuple[str, ...]:
    """Return privileges in PostgreSQL's order, each once.

    Raises:
        ValueError: one is no privilege.
    """
    return tuple(sorted(set(words), key=PRIVILEGES.index))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableGrant:
    """What some roles may do with a table or a view.

    Args:
        columns: those for which the privileges hold; none where they hold for all.
        grantable: whether the roles may grant them on.
    """

    table: QualifiedName
    privileges: tuple[str, ...]
    columns: tuple[str, ...]
    roles: tuple[str, ...]
    grantable: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RoutineGrant:
    """Which roles may execute a routine; nobody else may, `public` neither."""

    routine: Routine | Aggregate
    roles: tuple[str, ...]
    grantable: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SchemaGrant:
    """What some roles may do in a schema."""

    schema: str
    privileges: tuple[str, ...]
    roles: tuple[str, ...]
    grantable: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SequenceGrant:
    """What some roles may do with a sequence."""

    sequence: QualifiedName
    privileges: tuple[str, ...]
    roles: tuple[str, ...]
    grantable: bool
