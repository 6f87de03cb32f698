"""Rewrite rules: what PostgreSQL does beside a change, or in its place."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName

RuleEvent: TypeAlias = Literal["insert", "update", "delete"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RewriteRule:
    """A rule of a table or a view.

    Args:
        table: the table or the view.
        instead: whether the change itself is left out.
        condition: SQL over `old` and `new`; empty where the rule always holds.
        actions: SQL statements with semicolons between them; empty for none.
    """

    table: QualifiedName
    name: str
    event: RuleEvent
    instead: bool
    condition: str
    actions: str
    description: str
