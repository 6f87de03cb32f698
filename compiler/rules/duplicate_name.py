"""Two objects have the same name, so PostgreSQL refuses the second one.

Tables, indexes and the indexes of keys share one set of names in a schema, and a table
takes the name of a type too; so do functions and procedures, the constraints of a
table, and the roles and schemas of all tenants together with the shared ones. A role
of one tenant that is called like another's would let the one be the other.

Instead of a table `orders_pkey` beside a table `orders` with a primary key, give one of
them another name: `name:` of the key or index, or of the table itself.
"""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, Position, error
from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.constraint import ForeignKey
from compiler.model.enum_type import EnumType
from compiler.model.index import Index
from compiler.model.role import Role
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.model.table import Table
from compiler.names import SENTINEL_TENANT
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    yield from _check_objects(blueprint)
    yield from _check_tenants(blueprint)


def _check_objects(blueprint: Blueprint) -> Iterator[Finding]:
    first: dict[tuple[str, ...], Position] = {}
    for item, origin in blueprint.origins.items():
        for word, *path in _names(item):
            key = tuple(path)
            if key in first:
                yield _taken(origin.position, f'{word} "{shown(path[-1])}"', first[key])
            first.setdefault(key, origin.position)


def _names(item: DatabaseObject) -> Iterator[tuple[str, ...]]:
    """Yield what an object is, and its name behind what the name is unique in."""
    match item:
        case Table():
            yield from _table_names(item)
        case ForeignKey():
            schema, table = item.table.schema, item.table.name
            yield "foreign key", "constraint", schema, table, item.name
        case Index():
            yield "index", "relation", item.table.schema, item.name
        case EnumType():
            yield "type", "relation", item.name.schema, item.name.name
        case Routine():
            yield item.kind, "routine", item.name.schema, item.name.name
        case Role():
            yield "role", "role", item.name
        case _:
            pass


def _table_names(table: Table) -> Iterator[tuple[str, ...]]:
    schema, name = table.name.schema, table.name.name
    yield "table", "relation", schema, name
    for key in table.keys:
        yield "key", "relation", schema, key.name
        yield "key", "constraint", schema, name, key.name
    for check in table.checks:
        yield "check", "constraint", schema, name, check.name


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
                yield _taken(tenant.position, what, first[key])
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


def _taken(position: Position, what: str, there: Position) -> Finding:
    return error(
        RULE.name,
        position,
        f"the {what} has a name that is taken",
        f"Rename it, or what takes the name at {there}.",
    )


RULE = Rule(name="duplicate-name", check=_check, waivable=False)
