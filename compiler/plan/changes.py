"""The changes that there are: each says what becomes of one object."""

import dataclasses
from typing import TypeAlias

from compiler.model.catalog import DatabaseObject
from compiler.model.role import Role


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Create:
    """An object that is not there comes to be."""

    object: DatabaseObject


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AlterRole:
    """A role that is there becomes what is wanted; its name stays."""

    before: Role
    after: Role


Change: TypeAlias = Create | AlterRole
"""Everything that a plan can do."""
