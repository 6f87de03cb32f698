"""Indexes."""

import dataclasses
from typing import Literal

from compiler.model.name import QualifiedName
from compiler.model.parameter import Parameter


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OperatorClass:
    """The operator class of an index column.

    Args:
        sql: its name as SQL writes it, qualified.
        parameters: what fine-tunes it.
    """

    sql: str
    parameters: tuple[Parameter, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IndexElement:
    """What an index sorts or hashes by.

    Args:
        expression: a column's name where `is_column`, else an SQL expression.
        collation: as SQL writes it; empty for that of the column or expression.
        operator_class: nothing for the type's default.
        nulls: empty for the default of the order.
    """

    expression: str
    is_column: bool
    collation: str
    operator_class: OperatorClass | None
    order: Literal["", "asc", "desc"]
    nulls: Literal["", "first", "last"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index that no constraint made.

    Args:
        nulls_distinct: false where two nulls count as equal in a unique index.
        only: whether the partitions of the table go without it.
        include: columns that are stored but not searched.
        storage_parameters: names and values of `WITH`.
        predicate: SQL condition of a partial index; empty where it covers all rows.
        valid: whether queries may use it; false where its build was broken off.
    """

    table: QualifiedName
    name: str
    access_method: str
    unique: bool
    nulls_distinct: bool
    only: bool
    elements: tuple[IndexElement, ...]
    include: tuple[str, ...]
    storage_parameters: tuple[Parameter, ...]
    predicate: str
    valid: bool
    description: str
