"""A catalog: a set of database objects as values.

What is desired and what is there are of this one type.
"""

import dataclasses
from typing import TypeAlias

from compiler.model.constraint import ForeignKey
from compiler.model.enum_type import EnumType
from compiler.model.extension import Extension
from compiler.model.grant import RoutineGrant, SchemaGrant, TableGrant
from compiler.model.index import Index
from compiler.model.policy import Policy, RowSecurity
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.model.table import Table
from compiler.model.trigger import Trigger

DatabaseObject: TypeAlias = (
    Role
    | Membership
    | Extension
    | Schema
    | EnumType
    | Routine
    | Table
    | Index
    | ForeignKey
    | Trigger
    | Policy
    | RowSecurity
    | TableGrant
    | RoutineGrant
    | SchemaGrant
)
"""Everything that is created, changed or dropped on its own."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """Database objects, in the order in which they were declared."""

    objects: tuple[DatabaseObject, ...]
