"""Routines and aggregates, and who may call them, as the catalogs have them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from compiler.introspect.facts import Fact, SchemaFacts
from compiler.model.aggregate import Aggregate, AggregateState, FinalModify
from compiler.model.grant import RoutineGrant
from compiler.model.name import QualifiedName
from compiler.model.routine import (
    Argument,
    ArgumentMode,
    Parallel,
    Routine,
    Volatility,
)
from compiler.model.setting import Setting, parse_setting

_MODES: Final[Mapping[str, ArgumentMode]] = {
    "i": "in",
    "o": "out",
    "b": "inout",
    "v": "variadic",
}
_VOLATILITIES: Final[Mapping[str, Volatility]] = {
    "v": "volatile",
    "s": "stable",
    "i": "immutable",
}
_PARALLEL: Final[Mapping[str, Parallel]] = {
    "u": "unsafe",
    "r": "restricted",
    "s": "safe",
}
_MODIFY: Final[Mapping[str, FinalModify]] = {
    "r": "read_only",
    "s": "shareable",
    "w": "read_write",
}
_USUAL_MODIFY: Final = {"n": "r", "o": "w", "h": "w"}
"""What a final function does with the state where nothing is said, by kind."""

_PLAIN: Final = "n"
_HYPOTHETICAL: Final = "h"


def build_routines(
    facts: SchemaFacts,
) -> Iterator[Routine | Aggregate | RoutineGrant]:
    """Yield the routines and aggregates of a schema, and the rights to call them."""
    routines: dict[tuple[str, ...], Routine | Aggregate] = {}
    for fact in facts.of("routine"):
        routine = _routine(fact)
        inputs = (each for each in routine.arguments if each.mode != "out")
        routines[_key(fact, (each.type_sql for each in inputs))] = routine
    for fact in facts.of("aggregate"):
        aggregate = _aggregate(fact)
        taken = (*aggregate.arguments, *aggregate.order_by)
        routines[_key(fact, (each.type_sql for each in taken))] = aggregate
    yield from routines.values()
    for fact in facts.of("routine_grant"):
        granted = routines.get(_key(fact, fact["types"]))
        # What is no routine of the model has rights too.
        if granted is not None:
            yield RoutineGrant(
                routine=granted, roles=(fact["role"],), grantable=fact["grantable"]
            )


def _key(fact: Fact, types: Iterable[str]) -> tuple[str, ...]:
    return (fact["name"], *types)


def _routine(fact: Fact) -> Routine:
    atomic = fact["atomic"]
    return Routine(
        name=QualifiedName(fact["schema"], fact["name"]),
        arguments=_arguments(fact),
        returns=fact["returns"],
        language=fact["language"],
        volatility=_VOLATILITIES[fact["volatility"]],
        parallel=_PARALLEL[fact["parallel"]],
        strict=fact["strict"],
        cost=fact["cost"],
        rows=fact["rows"],
        security_definer=fact["security_definer"],
        settings=_settings(fact),
        body=fact["body"] if atomic is None else atomic,
        is_atomic=atomic is not None,
        depends_on=(),
        owner=fact["owner"],
        description=fact["description"],
    )


def _settings(fact: Fact) -> tuple[Setting, ...]:
    # Kept as `parameter=value`.
    return tuple(parse_setting(*stored.split("=", 1)) for stored in fact["settings"])


def _arguments(fact: Fact) -> tuple[Argument, ...]:
    return tuple(
        Argument(
            name=argument["name"],
            mode=_MODES[argument["mode"]],
            type_sql=argument["type"],
            default=argument["default"],
        )
        for argument in fact["arguments"]
    )


def _aggregate(fact: Fact) -> Aggregate:
    arguments = _arguments(fact)
    direct = len(arguments) if fact["kind"] == _PLAIN else fact["direct"]
    moving = fact["moving"]
    return Aggregate(
        name=QualifiedName(fact["schema"], fact["name"]),
        arguments=arguments[:direct],
        order_by=arguments[direct:],
        hypothetical=fact["kind"] == _HYPOTHETICAL,
        state=_state(fact["kind"], fact["state"]),
        moving=None if moving is None else _state(fact["kind"], moving),
        combine_function=fact["combine"],
        sort_operator=fact["sort_operator"],
        parallel=_PARALLEL[fact["parallel"]],
        owner=fact["owner"],
        description=fact["description"],
    )


def _state(kind: str, state: Mapping[str, Any]) -> AggregateState:
    modify = state["modify"]
    return AggregateState(
        function=state["function"],
        inverse_function=state["inverse"],
        type_sql=state["type"],
        size=str(state["size"]) if state["size"] else "",
        final_function=state["final"],
        final_extra=state["extra"],
        final_modify="" if modify == _USUAL_MODIFY[kind] else _MODIFY[modify],
        initial_value=state["initial"],
    )
