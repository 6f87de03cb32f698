"""Functions and procedures."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName
from compiler.model.setting import Setting

Volatility: TypeAlias = Literal["volatile", "stable", "immutable"]
Parallel: TypeAlias = Literal["unsafe", "restricted", "safe"]
ArgumentMode: TypeAlias = Literal["in", "out", "inout", "variadic"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An argument of a routine.

    Args:
        name: empty where it has none.
        mode: what goes in, comes out, or both; a variadic one takes all that is left.
        type_sql: its type, as SQL writes it.
        default: an SQL expression; empty where the caller has to give one.
    """

    name: str
    mode: ArgumentMode
    type_sql: str
    default: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Routine:
    """A function, or a procedure where `returns` is empty.

    Args:
        returns: the type, as SQL writes it; `SETOF` and `TABLE (…)` among them.
        cost: of one call, in units of the planner; empty for its default.
        rows: how many a set has, about; empty for the planner's default.
        body: text between the dollar quotes, or what SQL calls the routine's body.
        is_atomic: whether the body is read when the routine is created, and stands
            without quotes: `RETURN …`, or `BEGIN ATOMIC … END`.
        depends_on: what has to be there first, though the body alone speaks of it.
        owner: the role as which a `security definer` routine runs.
    """

    name: QualifiedName
    arguments: tuple[Argument, ...]
    returns: str
    language: str
    volatility: Volatility
    parallel: Parallel
    strict: bool
    cost: str
    rows: str
    security_definer: bool
    settings: tuple[Setting, ...]
    body: str
    is_atomic: bool
    depends_on: tuple[QualifiedName, ...]
    owner: str
    description: str

    @property
    def kind(self) -> str:
        """`function` or `procedure`, as SQL calls it."""
        return "function" if self.returns else "procedure"

    @property
    def signature_sql(self) -> str:
        """The name with the types of its arguments, which identify it."""
        types = (
            f"OUT {argument.type_sql}" if argument.mode == "out" else argument.type_sql
            for argument in self.arguments
            # What comes out tells procedures apart, and no functions.
            if argument.mode != "out" or self.kind == "procedure"
        )
        return f"{self.name.sql}({', '.join(types)})"
