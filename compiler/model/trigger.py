"""Triggers."""

import dataclasses
from typing import Literal

from compiler.model.name import QualifiedName


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A trigger on a table.

    Args:
        events: `insert`, `update`, `delete` or `truncate`, in this order.
        columns: the columns whose update fires it; empty for any.
        condition: SQL of `WHEN`; empty where it always fires.
    """

    table: QualifiedName
    name: str
    timing: Literal["before", "after"]
    events: tuple[str, ...]
    columns: tuple[str, ...]
    level: Literal["row", "statement"]
    condition: str
    function: QualifiedName
    description: str
