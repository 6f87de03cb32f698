"""Two partitions of a table take the same rows, or one takes none at all.

PostgreSQL puts a row into one partition, so it refuses a second one for a value, a
range or a remainder that is taken, a second default partition, and a range that ends
before it begins. The moduli of a table by hash have to divide one another for the same
reason.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      country: {type: text, not_null: true}
    primary_key: [id]
    partition_by:
      list: country
      partitions:
        north: {in: ["'dk'", "'se'"]}
        west: {in: ["'fr'", "'dk'"]}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      country: {type: text, not_null: true}
    primary_key: [id]
    partition_by:
      list: country
      partitions:
        north: {in: ["'dk'", "'se'"]}
        west: {in: ["'fr'", "'be'"]}
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import TypeAlias

from compiler.build.blueprint import Blueprint
from compiler.build.bound_order import BoundValue, compare_bounds, read_bound_value
from compiler.diagnostics import Finding, error
from compiler.model.name import QualifiedName
from compiler.model.partition import (
    DefaultBound,
    HashBound,
    ListBound,
    Partition,
    Partitioning,
    RangeBound,
)
from compiler.model.table import Table
from compiler.rules.rule import Rule
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.type_name import ParsedType, parse_type

_Kinds: TypeAlias = Sequence[ParsedType | None]
"""The types of what a table is split by."""

_End: TypeAlias = tuple[BoundValue, ...]


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    tables = {it.name: it for it in blueprint.origins if isinstance(it, Table)}
    families: dict[QualifiedName, list[Partition]] = {}
    splits: dict[QualifiedName, Partitioning | None] = {
        name: table.partitioning for name, table in tables.items()
    }
    for item in blueprint.origins:
        if isinstance(item, Partition):
            families.setdefault(item.parent, []).append(item)
            splits[item.name] = item.partitioning
    for parent, partitions in families.items():
        split = splits.get(parent)
        if split is None:
            # The parent itself is wrong, and says so.
            continue
        kinds = tuple(_kinds(tables[partitions[0].family], split))
        for check in _CHECKS:
            yield from check(blueprint, partitions, kinds)


def _kinds(table: Table, split: Partitioning) -> Iterator[ParsedType | None]:
    types = {it.name: it.type_sql for it in table.columns}
    for element in split.key:
        try:
            known = element.is_column and types.get(element.expression)
            yield parse_type(known) if known else None
        except SqlError:
            yield None


def _check_defaults(
    blueprint: Blueprint, partitions: Iterable[Partition], _: _Kinds
) -> Iterator[Finding]:
    defaults = [it for it in partitions if isinstance(it.bound, DefaultBound)]
    for one in defaults[1:]:
        what = "both take what the others leave"
        yield _clash(blueprint, one, defaults[0], what, "Keep one default partition.")


def _check_values(
    blueprint: Blueprint, partitions: Iterable[Partition], kinds: _Kinds
) -> Iterator[Finding]:
    takers: dict[BoundValue, Partition] = {}
    for one in partitions:
        for sql in one.bound.values if isinstance(one.bound, ListBound) else ():
            value = read_bound_value(sql, kinds[0])
            if value is None:
                continue
            taker = takers.setdefault(value, one)
            if taker is not one:
                what = f"both take the rows with {sql}"
                yield _clash(blueprint, one, taker, what, f"Leave {sql} to one.")


def _check_hashes(
    blueprint: Blueprint, partitions: Iterable[Partition], _: _Kinds
) -> Iterator[Finding]:
    hashed = [(it, it.bound) for it in partitions if isinstance(it.bound, HashBound)]
    hashed.sort(key=lambda pair: pair[1].modulus)
    for (smaller, low), (larger, high) in pairwise(hashed):
        if high.modulus % low.modulus:
            what = f"{low.modulus} does not divide {high.modulus}"
            remedy = "Write moduli of which each divides the next larger one."
            yield _clash(blueprint, larger, smaller, what, remedy)
            return
    taken: dict[int, Partition] = {}
    whole = math.lcm(*(bound.modulus for _, bound in hashed))
    for one, bound in hashed:
        for remainder in range(bound.remainder, whole, bound.modulus):
            taker = taken.setdefault(remainder, one)
            if taker is not one:
                what = "both take rows of one remainder"
                yield _clash(blueprint, one, taker, what, "Write another remainder.")
                break


def _check_ranges(
    blueprint: Blueprint, partitions: Iterable[Partition], kinds: _Kinds
) -> Iterator[Finding]:
    ranges: list[tuple[Partition, _End, _End]] = []
    for one in partitions:
        if not isinstance(one.bound, RangeBound):
            continue
        low, high = (_end(it, kinds) for it in (one.bound.lower, one.bound.upper))
        if low is None or high is None:
            continue
        if compare_bounds(low, high) in {0, 1}:
            yield error(
                RULE.name,
                blueprint.origins[one].position,
                f"the partition {one.name.name} ends before it begins",
                "Write a `to` that comes behind `from`, which is part of the range.",
            )
        else:
            ranges.append((one, low, high))
    for (before, *first), (after, *second) in combinations(ranges, 2):
        if _overlap(first, second):
            what = "their ranges overlap"
            remedy = "Let one begin where the other ends."
            yield _clash(blueprint, after, before, what, remedy)


def _end(values: Iterable[str], kinds: _Kinds) -> _End | None:
    """Return an end of a range; nothing where it is not understood."""
    found = [
        read_bound_value(sql, kind) for sql, kind in zip(values, kinds, strict=True)
    ]
    known = tuple(value for value in found if value is not None)
    return known if len(known) == len(found) else None


def _overlap(first: Sequence[_End], second: Sequence[_End]) -> bool:
    """Return whether two ranges, neither of them empty, surely have rows in common."""
    (low, high), (start, end) = first, second
    if 0 in {compare_bounds(low, start), compare_bounds(high, end)}:
        return True
    return compare_bounds(low, end) == compare_bounds(start, high) == -1


def _clash(
    blueprint: Blueprint, one: Partition, other: Partition, what: str, remedy: str
) -> Finding:
    there = blueprint.origins[other].position
    message = f"the partitions {other.name.name} and {one.name.name}: {what}"
    if there == blueprint.origins[one].position:
        return error(RULE.name, there, message, remedy)
    return error(
        RULE.name,
        blueprint.origins[one].position,
        message,
        f"{remedy[:-1]}; {other.name.name} stands at {there}.",
    )


_CHECKS: tuple[
    Callable[[Blueprint, Sequence[Partition], _Kinds], Iterator[Finding]], ...
] = (_check_defaults, _check_values, _check_hashes, _check_ranges)

RULE = Rule(name="overlapping-partitions", check=_check, waivable=False)
