"""How tables are split, and their partitions."""

from typing import assert_never

from compiler.model.partition import (
    Bound,
    DefaultBound,
    HashBound,
    ListBound,
    Partition,
    Partitioning,
    PartitionKeyElement,
    RangeBound,
)
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.expression import arrange_expression
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_partition(partition: Partition) -> tuple[Statement, ...]:
    """Return the creation of a partition, and its comment."""
    split = partition.partitioning
    sql = render_file(
        "compiler.render",
        "partition/create",
        partition=partition,
        bound=_bound(partition.bound),
        split=arrange_partitioning(split) if split else "",
    )
    target = f"TABLE {partition.name.sql}"
    return (
        Statement(sql=sql, object=partition, as_owner=True),
        *render_comment(partition, target, partition.description),
    )


def arrange_partitioning(partitioning: Partitioning) -> str:
    """Return how a table is split, as `CREATE TABLE` takes it."""
    key = ", ".join(_element(element) for element in partitioning.key)
    return f"PARTITION BY {partitioning.strategy.upper()} ({key})"


def _element(element: PartitionKeyElement) -> str:
    if element.is_column:
        return quote_identifier(element.expression)
    return arrange_expression(element.expression, 2)


def _bound(bound: Bound) -> str:
    match bound:
        case ListBound():
            return f"FOR VALUES IN ({', '.join(bound.values)})"
        case RangeBound():
            lower, upper = ", ".join(bound.lower), ", ".join(bound.upper)
            return f"FOR VALUES FROM ({lower}) TO ({upper})"
        case HashBound():
            return (
                f"FOR VALUES WITH (MODULUS {bound.modulus}, "
                f"REMAINDER {bound.remainder})"
            )
        case DefaultBound():
            return "DEFAULT"
        case _:
            assert_never(bound)


def render_drop_partition(partition: Partition) -> tuple[Statement, ...]:
    """Return the end of a partition.

    It is taken out before, because a foreign key that names the table names each of its
    partitions, until they are none.
    """
    return tuple(
        Statement(
            sql=render_file("compiler.render", f"partition/{action}", thing=partition),
            object=partition,
            as_owner=True,
        )
        for action in ("detach", "drop")
    )


def render_alter_partition(
    before: Partition, after: Partition
) -> tuple[Statement, ...]:
    """Return what describes a partition otherwise."""
    return render_comment_change(
        after, f"TABLE {after.name.sql}", before.description, after.description
    )
