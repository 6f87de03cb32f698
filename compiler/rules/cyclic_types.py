"""Types are made of one another, in a circle.

PostgreSQL creates a type when those that it is made of are there, so in a circle none
can be the first.

Fails:

    type: node
    composite:
      attributes:
        children: {type: "branch[]"}
    ---
    type: branch
    composite:
      attributes:
        to: {type: node}

Passes:

    type: node
    composite:
      attributes:
        children: {type: "uuid[]"}
    ---
    type: branch
    composite:
      attributes:
        to: {type: node}
"""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, error
from compiler.model.catalog import DatabaseObject
from compiler.model.composite_type import CompositeType
from compiler.model.domain import Domain
from compiler.model.name import QualifiedName
from compiler.model.range_type import RangeType
from compiler.model.table import Table
from compiler.rules.rule import Rule
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.type_name import parse_type

_Made: TypeAlias = Mapping[QualifiedName, tuple[QualifiedName, ...]]


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    items = {
        name: item
        for item in blueprint.origins
        for name in _names(item)
        if not isinstance(item, Table)
    }
    made: _Made = {
        name: tuple(_parts(item)) for item in blueprint.origins for name in _names(item)
    }
    for name, item in items.items():
        circle = _find_circle(name, made)
        # One finding a circle, at the type that comes first in it by name.
        if circle and name == min(circle):
            way = " of ".join(shown(each.name) for each in (*circle, name))
            yield error(
                RULE.name,
                blueprint.origins[item].position,
                f"types are made of one another: {way}",
                "Leave one of them out, or keep a key in its place.",
            )


def _names(item: DatabaseObject) -> tuple[QualifiedName, ...]:
    match item:
        case RangeType():
            return (item.name, item.multirange)
        case Domain() | CompositeType() | Table():
            return (item.name,)
        case _:
            return ()


def _parts(item: DatabaseObject) -> Iterator[QualifiedName]:
    """Yield the types that a type is made of."""
    match item:
        case Domain():
            texts = [item.base]
        case CompositeType():
            texts = [attribute.type_sql for attribute in item.attributes]
        case RangeType():
            texts = [item.subtype]
        case Table():
            texts = [column.type_sql for column in item.columns]
        case _:
            texts = []
    for text in texts:
        if "." in text:
            yield from _own_type(text)


def _own_type(type_sql: str) -> Iterator[QualifiedName]:
    try:
        parsed = parse_type(type_sql)
    except SqlError:
        return
    yield QualifiedName(parsed.schema, parsed.name)


def _find_circle(start: QualifiedName, made: _Made) -> tuple[QualifiedName, ...]:
    """Return a way from a type back to itself; empty where there is none."""
    ways: list[tuple[QualifiedName, ...]] = [(start,)]
    seen: set[QualifiedName] = set()
    for way in ways:
        for part in made.get(way[-1], ()):
            if part == start:
                return way
            if part not in seen:
                seen.add(part)
                ways.append((*way, part))
    return ()


RULE = Rule(name="cyclic-types", check=_check, waivable=False)
