"""Aggregate functions."""

from collections.abc import Iterator

from compiler.model.aggregate import Aggregate, AggregateState
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.routine import render_argument, render_owner_change, render_rights
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_literal


def render_create_aggregate(aggregate: Aggregate, owner: str) -> tuple[Statement, ...]:
    """Return the creation of an aggregate that nobody may execute yet."""
    arguments = ", ".join(render_argument(each) for each in aggregate.arguments)
    if aggregate.order_by:
        ordered = ", ".join(render_argument(each) for each in aggregate.order_by)
        arguments = f"{arguments} ORDER BY {ordered}".lstrip()
    sql = render_file(
        "compiler.render",
        "aggregate/create",
        aggregate=aggregate,
        arguments=arguments or "*",
        options=tuple(_options(aggregate)),
    )
    target = f"ROUTINE {aggregate.signature_sql}"
    return (
        Statement(sql=sql, object=aggregate, as_owner=True),
        *render_rights(
            aggregate,
            owner,
            render_comment(aggregate, target, aggregate.description),
        ),
    )


def _options(aggregate: Aggregate) -> Iterator[str]:
    yield from _state_options(aggregate.state, "")
    if aggregate.combine_function:
        yield f"COMBINEFUNC = {aggregate.combine_function}"
    if aggregate.moving is not None:
        yield from _state_options(aggregate.moving, "M")
    if aggregate.sort_operator:
        yield f"SORTOP = {aggregate.sort_operator}"
    if aggregate.parallel != "unsafe":
        yield f"PARALLEL = {aggregate.parallel.upper()}"
    if aggregate.hypothetical:
        yield "HYPOTHETICAL"


def _state_options(state: AggregateState, prefix: str) -> Iterator[str]:
    options = (
        ("SFUNC", state.function),
        ("INVFUNC", state.inverse_function),
        ("STYPE", state.type_sql),
        ("SSPACE", state.size),
        ("FINALFUNC", state.final_function),
        ("FINALFUNC_MODIFY", state.final_modify.upper()),
    )
    yield from (f"{prefix}{key} = {value}" for key, value in options if value)
    if state.final_extra:
        yield f"{prefix}FINALFUNC_EXTRA"
    if state.initial_value is not None:
        yield f"{prefix}INITCOND = {quote_literal(state.initial_value)}"


def render_alter_aggregate(
    before: Aggregate, after: Aggregate, owner: str
) -> tuple[Statement, ...]:
    """Return what gives an aggregate another owner or description."""
    return (
        *render_comment_change(
            after,
            f"ROUTINE {after.signature_sql}",
            before.description,
            after.description,
            as_owner=before.owner == owner,
        ),
        *render_owner_change(before, after),
    )
