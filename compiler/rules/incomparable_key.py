"""A foreign key and the key it refers to have types that cannot be compared.

PostgreSQL looks the values of the one up among those of the other, and for that there
has to be an operator that takes both types. Integers of several widths have one, and so
have texts of every sort; an uuid and a number have none.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: uuid}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: orders}
    indexes:
      - {columns: [order_id]}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: bigint}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: orders}
    indexes:
      - {columns: [order_id]}
    retention: {rule: keep}
"""

from collections.abc import Iterator, Mapping
from typing import Final

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, error
from compiler.model.composite_type import CompositeType
from compiler.model.constraint import ForeignKey
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.name import QualifiedName
from compiler.model.range_type import RangeType
from compiler.model.table import Table
from compiler.rules.rule import Rule
from compiler.syntax.builtin_types import (
    INTEGER_BITS,
    NUMBER_TYPES,
    OBJECT_NUMBER_TYPES,
    TEXT_TYPES,
)
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.type_name import ParsedType, parse_type

_INTEGERS: Final = frozenset(INTEGER_BITS)
_TIMES: Final = frozenset({"date", "timestamp", "timestamptz"})
REFERRING: Final[Mapping[str, frozenset[str]]] = {
    **dict.fromkeys(_INTEGERS, _INTEGERS),
    **dict.fromkeys(("float4", "float8"), NUMBER_TYPES),
    "numeric": _INTEGERS,
    **dict.fromkeys(OBJECT_NUMBER_TYPES, OBJECT_NUMBER_TYPES | _INTEGERS),
    **dict.fromkeys(("name", "text", "varchar"), TEXT_TYPES),
    "bpchar": frozenset({"text", "varchar"}),
    **dict.fromkeys(_TIMES, _TIMES),
    "interval": frozenset({"time"}),
    "timetz": frozenset({"time"}),
    **dict.fromkeys(("bit", "varbit"), frozenset({"bit", "varbit"})),
    **dict.fromkeys(("cidr", "inet"), frozenset({"cidr", "inet"})),
    **dict.fromkeys(("macaddr", "macaddr8"), frozenset({"macaddr", "macaddr8"})),
}
"""The types of a key, beside itself, with those of columns that can refer to it.

Source: tried on PostgreSQL 15 and 18, each type with each other one.
"""

_Types = Mapping[QualifiedName, str]


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    types = {
        (item.name, column.name): column.type_sql
        for item in blueprint.origins
        if isinstance(item, Table)
        for column in item.columns
    }
    own = _own_types(blueprint)
    for item, origin in blueprint.origins.items():
        if not isinstance(item, ForeignKey):
            continue
        for column, key in zip(item.columns, item.referenced_columns, strict=False):
            referring = types.get((item.table, column), "")
            referred = types.get((item.referenced_table, key), "")
            if not _can_refer(referring, referred, own):
                yield error(
                    RULE.name,
                    origin.position,
                    f'"{column}" is of the type {shown(referring)}, and "{key}" of '
                    f"{shown(item.referenced_table.name)} of the type "
                    f"{shown(referred)}, which cannot be compared",
                    f"Write `type: {shown(referred)}`, or refer to another column.",
                )


def _own_types(blueprint: Blueprint) -> _Types:
    """Return the project's types, with what stands below those that are domains."""
    own: dict[QualifiedName, str] = {}
    for item in blueprint.origins:
        if isinstance(item, Domain):
            own[item.name] = item.base
        elif isinstance(item, EnumType | CompositeType | RangeType):
            own[item.name] = ""
    return own


def _can_refer(referring: str, referred: str, own: _Types) -> bool:
    """Return whether a column may refer to a key, as far as is known."""
    column, key = _base_of(referring, own), _base_of(referred, own)
    if column is None or key is None or _same(column, key):
        return True
    if column.array_dims or key.array_dims:
        return bool(column.array_dims and key.array_dims)
    builtin = [each.is_builtin for each in (column, key)]
    if all(builtin):
        return column.name in REFERRING.get(key.name, ())
    return not all(
        is_builtin or QualifiedName(each.schema, each.name) in own
        for is_builtin, each in zip(builtin, (column, key), strict=True)
    )


def _base_of(type_sql: str, own: _Types) -> ParsedType | None:
    """Return the type below all domains; nothing where it is not known."""
    seen: set[str] = set()
    while type_sql not in seen:
        seen.add(type_sql)
        try:
            parsed = parse_type(type_sql)
        except SqlError:
            return None
        below = own.get(QualifiedName(parsed.schema, parsed.name), "")
        if not below or parsed.array_dims:
            return parsed
        type_sql = below
    return None


def _same(one: ParsedType, other: ParsedType) -> bool:
    return (one.name, bool(one.array_dims)) == (
        other.name,
        bool(other.array_dims),
    ) and (one.schema == other.schema or (one.is_builtin and other.is_builtin))


RULE = Rule(name="incomparable-key", check=_check, waivable=False)
