"""Functions and procedures."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName
from compiler.model.setting import Setting

Volatility: TypeAlias = Literal["volatile", "stable", "immutable"]
Parallel: TypeAlias = Literal["unsafe", "restricted", "safe"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of a routine.

    Args:
        mode: `in`, or `inout` for what a procedure hands back.
        type_sql: its type, as SQL writes it.
        default: an SQL expression; empty where the caller has to give one.
    """

    name: str
    mode: Literal["in", "inout"]
    type_sql: str
    default: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """A function, or a procedure where `returns` is empty.

    Args:
        body: text between the dollar quotes.
        owner: the role as which a `security definer` routine runs.
    """

    name: QualifiedName
    arguments: tuple[Argument, ...]
    returns: str
    language: str
    volatility: Volatility
    parallel: Parallel
    strict: bool
    security_definer: bool
    settings: tuple[Setting, ...]
    body: str
    owner: str
    description: str

    @property
    def kind(self) -> str:
        """`function` or `procedure`, as SQL calls it."""
        return "function" if self.returns else "procedure"

    @property
    def signature_sql(self) -> str:
        """The name with the types of its arguments, which identify it."""
        types = ", ".join(argument.type_sql for argument in self.arguments)
        return f"{self.name.sql}({types})"
