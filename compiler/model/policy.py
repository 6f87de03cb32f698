"""Row-level security: policies, and whether a table applies them."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName

Command: TypeAlias = Literal["all", "select", "insert", "update", "delete"]

PUBLIC = "public"
"""The word that stands for every role."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy on a table.

    Args:
        roles: whom it is for; `public` for everyone.
        using: SQL condition on rows that are there; empty where the command has none.
        with_check: SQL condition on new rows; empty where `using` stands in for it.
    """

    table: QualifiedName
    name: str
    permissive: bool
    command: Command
    roles: tuple[str, ...]
    using: str
    with_check: str
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RowSecurity:
    """Row-level security of a table.

    Args:
        table: it may be a partition.
        family: the table at the top, with whose SQL it stands.
        enabled: whether policies are applied at all.
        forced: whether they are applied to the table's owner too.
    """

    table: QualifiedName
    family: QualifiedName
    enabled: bool
    forced: bool
