"""Two objects have the same name, so PostgreSQL refuses the second one.

Tables, indexes and the indexes of keys share one set of names in a schema, and a table
takes the name of a type too; so do functions and procedures, the constraints of a
table, and the roles and schemas of all tenants together with the shared ones. A role
of one tenant that is called like another's would let the one be the other.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [created_at], name: orders}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
    primary_key: [id]
    indexes:
      - {columns: [created_at], name: latest_visits}
    retention: {rule: keep}
"""

from collections.abc import Iterator
from typing import Final

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, Position, error
from compiler.model.aggregate import Aggregate
from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.composite_type import CompositeType
from compiler.model.constraint import ForeignKey
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.event_trigger import EventTrigger
from compiler.model.index import Index
from compiler.model.partition import Partition
from compiler.model.range_type import RangeType
from compiler.model.role import Role
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.model.sequence import Sequence
from compiler.model.statistics import Statistics
from compiler.model.table import Table
from compiler.model.trigger import Trigger
from compiler.model.view import MaterializedView, View
from compiler.names import SENTINEL_TENANT, fits
from compiler.rules.rule import Rule
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.type_name import parse_type

_PARTS: Final = frozenset(
    {"exclusion constraint", "foreign key", "index", "key", "partition", "statistics"}
)
"""What has a name made for it where its spec gives it none."""


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    yield from _check_objects(blueprint)
    yield from _check_tenants(blueprint)


def _check_objects(blueprint: Blueprint) -> Iterator[Finding]:
    first: dict[tuple[str, ...], Position] = {}
    for item, origin in blueprint.origins.items():
        for word, *path in _names(item):
            key, position = tuple(path), origin.name_position
            if key in first:
                what = f'{word} "{shown(path[-1])}"'
                yield _taken(position, what, first[key], is_part=word in _PARTS)
            first.setdefault(key, position)


def _names(item: DatabaseObject) -> Iterator[tuple[str, ...]]:  # noqa: C901, PLR0912, PLR0915 - one line a kind
    """Yield what an object is, and its name behind what the name is unique in."""
    match item:
        case Table():
            yield from _table_names(item)
        case Partition():
            yield "partition", "relation", item.name.schema, item.name.name
        case ForeignKey():
            schema, table = item.table.schema, item.table.name
            yield "foreign key", "constraint", schema, table, item.name
        case Trigger() if item.constraint:
            schema, table = item.table.schema, item.table.name
            yield "constraint trigger", "constraint", schema, table, item.name
        case Index():
            yield "index", "relation", item.table.schema, item.name
        case Statistics():
            yield "statistics", "statistics", item.table.schema, item.name
        case EnumType() | Domain() | CompositeType():
            yield "type", "relation", item.name.schema, item.name.name
        case RangeType():
            yield "type", "relation", item.name.schema, item.name.name
            yield "multirange", "relation", item.multirange.schema, item.multirange.name
            yield from _constructors(item)
        case Routine() | Aggregate():
            name = item.name
            yield item.kind, "routine", name.schema, *_takes(item), name.name
        case View() | MaterializedView():
            yield "view", "relation", item.name.schema, item.name.name
        case Sequence():
            yield "sequence", "relation", item.name.schema, item.name.name
        case EventTrigger():
            yield "event trigger", "event trigger", item.name
        case Role():
            yield "role", "role", item.name
        case _:
            pass


def _constructors(item: RangeType) -> Iterator[tuple[str, ...]]:
    """Yield the functions that make values of a range and of its multirange.

    Source: PostgreSQL documentation, "Constructing Ranges and Multiranges".
    """
    bound, schema = _type_name(item.subtype), item.name.schema
    for more in ((), (_type_name("text"),)):
        yield "constructor", "routine", schema, bound, bound, *more, item.name.name
    own = _type_name(item.name.sql)
    for takes in ((), (own,), (f"{own}[]",)):
        yield "constructor", "routine", schema, *takes, item.multirange.name


def _takes(item: Routine | Aggregate) -> Iterator[str]:
    """Yield the types that tell a routine apart from others of its name."""
    ordered = item.order_by if isinstance(item, Aggregate) else ()
    for argument in (*item.arguments, *ordered):
        if argument.mode != "out":
            yield _type_name(argument.type_sql)


def _type_name(type_sql: str) -> str:
    """Return the type in one of its spellings, without what does not count."""
    try:
        parsed = parse_type(type_sql)
    except SqlError:
        return type_sql
    return f"{parsed.schema}.{parsed.name}" + "[]" * bool(parsed.array_dims)


def _table_names(table: Table) -> Iterator[tuple[str, ...]]:
    schema, name = table.name.schema, table.name.name
    yield "table", "relation", schema, name
    for key in table.keys:
        yield "key", "relation", schema, key.name
        yield "key", "constraint", schema, name, key.name
    for exclusion in table.exclusions:
        yield "exclusion constraint", "relation", schema, exclusion.name
        yield "exclusion constraint", "constraint", schema, name, exclusion.name
    for check in table.checks:
        yield "check", "constraint", schema, name, check.name
    for column in table.columns:
        sequence = f"{name}_{column.name}_seq"
        # PostgreSQL shortens a longer one in a way of its own.
        if column.identity is not None and fits(sequence):
            yield "identity sequence", "relation", schema, sequence


def _check_tenants(blueprint: Blueprint) -> Iterator[Finding]:
    shared = _servers_names(blueprint.shared)
    first = {key: blueprint.origins[item].position for key, item in shared.items()}
    # One of each name, because two are a finding already.
    own = sorted(_servers_names(blueprint.tenant))
    for tenant in blueprint.tenants:
        for kind, template in own:
            key = kind, template.replace(SENTINEL_TENANT, tenant.id)
            if key in first:
                what = f'{kind} "{key[1]}" of {tenant.id}'
                yield _taken(tenant.position, what, first[key], is_part=False)
            first.setdefault(key, tenant.position)


def _servers_names(catalog: Catalog) -> dict[tuple[str, str], Role | Schema]:
    """Return what is named in the whole database or server, by kind and name."""
    names: dict[tuple[str, str], Role | Schema] = {}
    for item in catalog.objects:
        if isinstance(item, Role):
            names["role", item.name] = item
        elif isinstance(item, Schema):
            names["schema", item.name] = item
    return names


def _taken(position: Position, what: str, there: Position, *, is_part: bool) -> Finding:
    rename = "Give it another `name:`" if is_part else "Rename it"
    return error(
        RULE.name,
        position,
        f"the {what} has a name that is taken",
        f"{rename}, or rename what takes it at {there}.",
    )


RULE = Rule(name="duplicate-name", check=_check, waivable=False)
