"""Triggers."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName

Enabled: TypeAlias = Literal["origin", "always", "replica", "disabled"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A trigger on a table.

    Args:
        events: `insert`, `update`, `delete` or `truncate`, in this order.
        columns: the columns whose update fires it; empty for any.
        constraint: whether it is a constraint trigger, which may wait for the end of
            the transaction where it is deferrable.
        old_table: the name under which its function finds the rows before the change,
            and `new_table` those after it; empty where it does not.
        condition: SQL of `WHEN`; empty where it always fires.
        arguments: texts that its function is given.
        enabled: in which sessions it fires: all but those of replication, all, only
            those, or none.
    """

    table: QualifiedName
    name: str
    timing: Literal["before", "after", "instead of"]
    events: tuple[str, ...]
    columns: tuple[str, ...]
    constraint: bool
    deferrable: bool
    initially_deferred: bool
    old_table: str
    new_table: str
    level: Literal["row", "statement"]
    condition: str
    function: QualifiedName
    arguments: tuple[str, ...]
    enabled: Enabled
    description: str
