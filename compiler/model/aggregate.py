"""Aggregate functions."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName
from compiler.model.routine import Argument, Parallel

FinalModify: TypeAlias = Literal["", "read_only", "shareable", "read_write"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AggregateState:
    """How an aggregate keeps what it has seen, and what it makes of it.

    Functions are written as SQL names them, and are empty where there is none.

    Args:
        function: that takes in a row.
        inverse_function: that takes a row out again, in a moving frame.
        type_sql: of the state, as SQL writes it.
        size: how many bytes a state takes, about; empty for PostgreSQL's guess.
        final_function: that makes the result of the state.
        final_extra: whether it gets the arguments too, as nulls.
        final_modify: what it does with the state; empty for the default.
        initial_value: the state before the first row, as text; nothing for null.
    """

    function: str
    inverse_function: str
    type_sql: str
    size: str
    final_function: str
    final_extra: bool
    final_modify: FinalModify
    initial_value: str | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """An aggregate function.

    Args:
        arguments: what it takes of each row; of an ordered set, the direct ones.
        order_by: what an ordered set is sorted by; empty in a plain aggregate.
        hypothetical: whether the direct arguments stand for a row of the set.
        moving: how it is computed in a moving frame, where that is done otherwise.
        combine_function: that joins two states; empty where there is none.
        sort_operator: for what is the first or the last of a sorted list; or empty.
    """

    name: QualifiedName
    arguments: tuple[Argument, ...]
    order_by: tuple[Argument, ...]
    hypothetical: bool
    state: AggregateState
    moving: AggregateState | None
    combine_function: str
    sort_operator: str
    parallel: Parallel
    owner: str
    description: str

    @property
    def kind(self) -> str:
        """What SQL calls it."""
        return "aggregate"

    @property
    def signature_sql(self) -> str:
        """The name with the types of its arguments, which identify it."""
        types = (argument.type_sql for argument in (*self.arguments, *self.order_by))
        return f"{self.name.sql}({', '.join(types)})"
