"""Privileges."""

import dataclasses

from compiler.model.name import QualifiedName
from compiler.model.routine import Routine


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableGrant:
    """What some roles may do with a table."""

    table: QualifiedName
    privileges: tuple[str, ...]
    roles: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RoutineGrant:
    """Which roles may execute a routine; nobody else may, `public` neither."""

    routine: Routine
    roles: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SchemaGrant:
    """What some roles may do in a schema."""

    schema: str
    privileges: tuple[str, ...]
    roles: tuple[str, ...]
