"""Indexes."""

import dataclasses
from typing import Literal

from compiler.model.name import QualifiedName


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class IndexElement:
    """What an index sorts or hashes by.

    Args:
        expression: a column's name where `is_column`, else an SQL expression.
        operator_class: as SQL writes it, qualified; empty for the type's default.
        nulls: empty for the default of the order.
    """

    expression: str
    is_column: bool
    operator_class: str
    order: Literal["", "asc", "desc"]
    nulls: Literal["", "first", "last"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index that no constraint made.

    Args:
        include: columns that are stored but not searched.
        storage_parameters: names and values of `WITH`.
        predicate: SQL condition of a partial index; empty where it covers all rows.
    """

    table: QualifiedName
    name: str
    access_method: str
    unique: bool
    elements: tuple[IndexElement, ...]
    include: tuple[str, ...]
    storage_parameters: tuple[tuple[str, str], ...]
    predicate: str
    description: str
