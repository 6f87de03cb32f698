"""Tables."""

import dataclasses

from compiler.model.column import Column
from compiler.model.constraint import Check, Exclusion, Key
from compiler.model.name import QualifiedName
from compiler.model.parameter import Parameter
from compiler.model.partition import Partitioning


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with what `CREATE TABLE` says of it.

    Indexes, foreign keys, triggers, policies and grants are objects of their own.

    Args:
        unlogged: whether its rows stay out of the write-ahead log, and so are lost in
            a crash.
        storage_parameters: its own, and those of its TOAST table (`toast.…`).
    """

    name: QualifiedName
    columns: tuple[Column, ...]
    keys: tuple[Key, ...]
    checks: tuple[Check, ...]
    exclusions: tuple[Exclusion, ...]
    unlogged: bool
    storage_parameters: tuple[Parameter, ...]
    partitioning: Partitioning | None
    description: str
