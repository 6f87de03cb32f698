"""Objects need one another in a circle, so that none of them can be created first.

PostgreSQL creates a type when those that it is made of are there, a table when the
types of its columns and the functions of its defaults and checks are, and a function
whose body it reads at once, `return:` or `begin_atomic:`, when all that the body names
is; so such a function cannot even call itself. The text of a `body:` is read when the
function is called, and may name what comes later.

Fails:

    function: count_open
    arguments: []
    returns: bigint
    language: sql
    return: (SELECT count(*) FROM open_orders)
    ---
    view: open_orders
    query: SELECT id FROM orders WHERE count_open() < 100

Passes:

    function: count_open
    arguments: []
    returns: bigint
    language: sql
    body: SELECT count(*) FROM open_orders
    ---
    view: open_orders
    query: SELECT id FROM orders WHERE count_open() < 100
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, error
from compiler.model.aggregate import Aggregate
from compiler.model.circles import (
    Needs,
    find_all_needs,
    find_circles,
    index_providers,
    loosen,
    needs_itself,
)
from compiler.model.composite_type import CompositeType
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.needs import find_needs
from compiler.model.partition import Partition
from compiler.model.range_type import RangeType
from compiler.model.routine import Routine
from compiler.model.sequence import Sequence as NumberSequence
from compiler.model.sure_needs import signature_needs
from compiler.model.table import Table
from compiler.model.view import MaterializedView, View
from compiler.rules.rule import Rule

_Type: TypeAlias = EnumType | Domain | CompositeType | RangeType
_Relation: TypeAlias = Table | Partition | NumberSequence | View | MaterializedView
_Named: TypeAlias = _Type | _Relation | Routine | Aggregate

_WORDS: Final[Mapping[type[_Named], str]] = {
    Table: "table",
    Partition: "partition",
    NumberSequence: "sequence",
    View: "view",
    MaterializedView: "materialized view",
}
_OTHERWISE: Final = "Leave one of them out, or keep a key in its place."
_OTHERWISE_ALONE: Final = "Leave it out, or keep a key in its place."


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    named = tuple(item for item in blueprint.origins if isinstance(item, _Named))
    needs = find_all_needs(named)
    alone = [(index,) for index in _in_itself(named)]
    circles = find_circles(needs)
    if circles:
        needs = loosen(named, needs)
        circles = find_circles(needs)
    for way in (*alone, *(_shortest_way(min(each), needs) for each in circles)):
        items = [named[index] for index in way]
        # What `cyclic-views` says where the query stands.
        if not all(isinstance(item, View | MaterializedView) for item in items):
            yield _report(blueprint, items)


def _in_itself(named: Sequence[_Named]) -> Iterator[int]:
    providers = index_providers(named)
    for index, item in enumerate(named):
        if isinstance(item, View) or item.name not in set(find_needs(item)):
            # A view may read itself: where it is recursive.
            continue
        if needs_itself(named, providers, index):
            yield index


def _shortest_way(start: int, needs: Needs) -> tuple[int, ...]:
    """Return a way along the needs that leads back to where it starts."""
    ways: list[tuple[int, ...]] = [(start,)]
    seen: set[int] = set()
    for way in ways:
        for following in sorted(needs[way[-1]]):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return (start,)


def _report(blueprint: Blueprint, items: Sequence[_Named]) -> Finding:
    following = (*items[1:], items[0])
    curable = [
        item
        for item, needed in zip(items, following, strict=True)
        if isinstance(item, Routine) and _speaks_of(item, needed)
    ]
    first = curable[0] if curable else items[0]
    at = items.index(first)
    names = [_called(item) for item in (*items[at:], *items[:at])]
    message = f"none of these can be created first: {_joined(names)}"
    help_line = _OTHERWISE
    if len(names) == 1:
        message = f"{names[0]} needs itself before it is there"
        help_line = _OTHERWISE_ALONE
    if curable:
        help_line = f"Write `body:` in {names[0]}, a text that is read when it runs."
    return error(RULE.name, blueprint.origins[first].position, message, help_line)


def _speaks_of(item: Routine, needed: _Named) -> bool:
    """Return whether a routine needs something only for its body."""
    name = needed.name
    return item.is_atomic and name not in {need.name for need in signature_needs(item)}


def _joined(names: Sequence[str]) -> str:
    first, *others = (*names, names[0])
    return f"{first} needs {', which needs '.join(others)}"


def _called(item: _Named) -> str:
    """Return the name of an object behind what it is."""
    if isinstance(item, Routine | Aggregate):
        word = item.kind
    else:
        word = _WORDS.get(type(item), "type")
    return f"the {word} {shown(item.name.name)}"


RULE = Rule(name="cyclic-needs", check=_check, waivable=False)
