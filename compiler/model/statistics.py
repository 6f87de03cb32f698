"""Extended statistics."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName

StatisticsKind: TypeAlias = Literal["ndistinct", "dependencies", "mcv"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsElement:
    """What extended statistics look at.

    Args:
        expression: a column's name where `is_column`, else an SQL expression.
    """

    expression: str
    is_column: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Extended statistics over columns and expressions of a table.

    They stand in the schema of the table.

    Args:
        kinds: what is counted; empty for all that there is.
        target: nothing for the server's default.
    """

    table: QualifiedName
    name: str
    kinds: tuple[StatisticsKind, ...]
    elements: tuple[StatisticsElement, ...]
    target: int | None
    description: str
