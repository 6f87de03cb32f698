"""How tables are split, and their partitions, as the catalogs have them."""

from collections.abc import Iterator
from typing import Final, cast

from compiler.introspect.facts import Fact, SchemaFacts
from compiler.model.name import QualifiedName
from compiler.model.partition import (
    Bound,
    DefaultBound,
    HashBound,
    ListBound,
    Partition,
    Partitioning,
    PartitionKeyElement,
    RangeBound,
    Strategy,
)
from compiler.syntax.commas import split_commas, split_once

_QUOTE: Final = '"'
_DEFAULT: Final = "DEFAULT"
_LIST: Final = "FOR VALUES IN ("
_RANGE: Final = "FOR VALUES FROM ("
_HASH: Final = "FOR VALUES WITH ("


def build_partitions(facts: SchemaFacts) -> Iterator[Partition]:
    """Yield the partitions of a schema, those that were made at run time among them."""
    for fact in facts.of("partition"):
        yield Partition(
            family=QualifiedName(fact["family_schema"], fact["family"]),
            parent=QualifiedName(fact["parent_schema"], fact["parent"]),
            name=QualifiedName(fact["schema"], fact["name"]),
            bound=parse_bound(fact["bound"]),
            partitioning=build_partitioning(fact),
            description=fact["description"],
        )


def build_partitioning(fact: Fact) -> Partitioning | None:
    """Return how a table or a partition is split; no catalog knows of a schedule."""
    if fact["split"] is None:
        return None
    strategy, _, key = fact["split"].partition(" (")
    elements = split_commas(key.removesuffix(")"))
    return Partitioning(
        strategy=cast("Strategy", strategy.lower()),
        key=tuple(map(_key_element, elements, fact["split_columns"])),
        schedule=None,
    )


def _key_element(text: str, column: str | None) -> PartitionKeyElement:
    # Behind a column there may stand a collation or an operator class of its own.
    if column is None or text not in {
        column,
        f'"{column.replace(_QUOTE, _QUOTE * 2)}"',
    }:
        return PartitionKeyElement(expression=text, is_column=False)
    return PartitionKeyElement(expression=column, is_column=True)


def parse_bound(text: str) -> Bound:
    """Return which rows a partition takes.

    Args:
        text: as `pg_get_expr` gives `relpartbound`.
    """
    if text == _DEFAULT:
        return DefaultBound()
    if text.startswith(_LIST):
        values = text.removeprefix(_LIST).removesuffix(")")
        # A set: in which order somebody wrote it means nothing.
        return ListBound(values=tuple(sorted(split_commas(values))))
    if text.startswith(_RANGE):
        bounds = text.removeprefix(_RANGE).removesuffix(")")
        lower, upper = split_once(bounds, ") TO (")
        return RangeBound(
            lower=tuple(split_commas(lower)), upper=tuple(split_commas(upper))
        )
    parts = text.lower().removeprefix(_HASH.lower()).removesuffix(")").split(", ")
    numbers = dict(part.split(" ") for part in parts)
    return HashBound(
        modulus=int(numbers["modulus"]), remainder=int(numbers["remainder"])
    )
