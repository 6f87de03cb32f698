"""Constraints of tables."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName

ReferentialAction: TypeAlias = Literal[
    "no action", "restrict", "cascade", "set null", "set default"
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A primary key or a unique constraint.

    Args:
        nulls_distinct: false where two nulls count as equal; true in a primary key.
    """

    name: str
    columns: tuple[str, ...]
    primary: bool
    nulls_distinct: bool
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check constraint."""

    name: str
    expression: str
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A foreign key.

    Args:
        table: the table that refers.
        columns: of that table, in the order of `referenced_columns`.
        action_columns: the columns that `set null` and `set default` change; empty
            where they change all.
    """

    table: QualifiedName
    name: str
    columns: tuple[str, ...]
    referenced_table: QualifiedName
    referenced_columns: tuple[str, ...]
    on_update: ReferentialAction
    on_delete: ReferentialAction
    action_columns: tuple[str, ...]
    description: str
