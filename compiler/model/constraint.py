"""Constraints of tables."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.index import IndexElement
from compiler.model.name import QualifiedName
from compiler.model.parameter import Parameter

ReferentialAction: TypeAlias = Literal[
    "no action", "restrict", "cascade", "set null", "set default"
]

Deferral: TypeAlias = Literal["", "deferrable", "initially deferred"]
"""Whether a constraint can wait for the end of the transaction, and whether it does
without being told to; empty where it cannot."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A primary key or a unique constraint.

    Args:
        include: columns that its index stores without searching them.
        nulls_distinct: false where two nulls count as equal; true in a primary key.
        without_overlaps: whether the last column is a range, of which no two may
            overlap where the other columns are equal.
        storage_parameters: of its index.
    """

    name: str
    columns: tuple[str, ...]
    include: tuple[str, ...]
    primary: bool
    nulls_distinct: bool
    without_overlaps: bool
    deferral: Deferral
    storage_parameters: tuple[Parameter, ...]
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check constraint.

    Args:
        no_inherit: whether it is about this table's own rows alone.
        validated: whether the rows that are there already have to meet it.
        enforced: whether rows have to meet it at all.
    """

    name: str
    expression: str
    no_inherit: bool
    validated: bool
    enforced: bool
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionElement:
    """What an exclusion constraint compares, and by which operator.

    Args:
        operator: as SQL writes it, `OPERATOR(…)` included.
    """

    element: IndexElement
    operator: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """An exclusion constraint: no two rows meet all its operators.

    Args:
        include: columns that its index stores without searching them.
        storage_parameters: of its index.
        predicate: SQL condition of the rows that it is about; empty for all of them.
    """

    name: str
    access_method: str
    elements: tuple[ExclusionElement, ...]
    include: tuple[str, ...]
    storage_parameters: tuple[Parameter, ...]
    predicate: str
    deferral: Deferral
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A foreign key.

    Args:
        table: the table that refers.
        columns: of that table, in the order of `referenced_columns`.
        period: whether the last columns of both sides are ranges, and the one has to
            be covered by the other.
        match: whether a row refers to nothing once one of its columns is null
            (`simple`), or only where all of them are.
        action_columns: the columns that `set null` and `set default` change; empty
            where they change all.
        validated: whether the rows that are there already have to meet it.
        enforced: whether rows have to meet it at all.
    """

    table: QualifiedName
    name: str
    columns: tuple[str, ...]
    referenced_table: QualifiedName
    referenced_columns: tuple[str, ...]
    period: bool
    match: Literal["simple", "full"]
    on_update: ReferentialAction
    on_delete: ReferentialAction
    action_columns: tuple[str, ...]
    deferral: Deferral
    validated: bool
    enforced: bool
    description: str
