"""How a column gets another type, and how one type takes the place of another.

A column keeps its values: they are cast, by way of text where types are not related.
Its default goes before and comes back behind, because PostgreSQL casts no default that
it cannot cast on its own.
"""

import dataclasses
import re
from collections.abc import Iterator
from typing import Final, TypeAlias

from compiler.model.column import Column, Identity
from compiler.model.composite_type import CompositeType
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.name import QualifiedName
from compiler.model.range_type import RangeType
from compiler.model.table_part import TableColumn, Thing
from compiler.names import generate_name
from compiler.plan.changes import Alter, Change, Retype
from compiler.syntax.quote import quote_identifier

Swapped: TypeAlias = EnumType | Domain | CompositeType | RangeType

SWAPPED: Final = (EnumType, Domain, CompositeType, RangeType)
"""Types: where one takes the place of another, columns keep their values."""


_VARYING: Final = re.compile(
    r"(?P<name>character varying|text|bit varying)(?:\((?P<length>[0-9]+)\))?"
)
_TEXTS: Final = {"character varying", "text"}


def is_generated(thing: Thing) -> bool:
    """Return whether it is a column that is computed of others."""
    return isinstance(thing, TableColumn) and bool(thing.column.generated)


def is_retyped(before: Thing, after: Thing) -> bool:
    """Return whether it is a column that gets another type or collation."""
    return (
        isinstance(before, TableColumn)
        and isinstance(after, TableColumn)
        and (before.column.type_sql, before.column.collation)
        != (after.column.type_sql, after.column.collation)
    )


def set_aside(type_: Swapped) -> Swapped:
    """Return a type under the name that it has while another takes its place."""
    name = QualifiedName(type_.name.schema, generate_name(type_.name.name, "old"))
    if isinstance(type_, RangeType):
        multirange = generate_name(type_.multirange.name, "old")
        return dataclasses.replace(
            type_, name=name, multirange=QualifiedName(name.schema, multirange)
        )
    return dataclasses.replace(type_, name=name)


def is_rewritten(before: Column, after: Column) -> bool:
    """Return whether a table is written anew so that a column gets another type.

    Source: PostgreSQL documentation, `ALTER TABLE`: not where the old values can be
    taken as they are, as when the length of a text is raised or no more limited.
    """
    old, new = _VARYING.fullmatch(before.type_sql), _VARYING.fullmatch(after.type_sql)
    if old is None or new is None:
        return True
    if old["name"] != new["name"] and {old["name"], new["name"]} != _TEXTS:
        return True
    return new["length"] is not None and (
        old["length"] is None or int(new["length"]) < int(old["length"])
    )


def retype(
    before: TableColumn, after: TableColumn, using: str, *, swapped: bool
) -> Iterator[Change]:
    """Yield what makes of a column one of another type, in order.

    Args:
        before: the column as it is.
        after: the column as it is wanted; of the same type where only its default was
            in the way of something.
        using: the SQL expression of a row's new value; empty where nobody says one.
        swapped: whether another type of the same name takes the place of its type.
    """
    # Only numbers have an identity, and only a type that fits has a default.
    kept = before.column.identity if after.column.identity else None
    bare = _with(before, default="", identity=kept)
    if bare != before:
        yield Alter(before=before, after=bare)
    retyped = bare
    if swapped or is_retyped(before, after):
        retyped = _with(
            bare, type_sql=after.column.type_sql, collation=after.column.collation
        )
        # By way of text, which every type can be written as and read from.
        column = quote_identifier(after.column.name)
        if swapped and not using:
            using = f"{column}::text::{after.column.type_sql}"
        yield Retype(before=bare, after=retyped, using=using)
    if retyped != after:
        yield Alter(before=retyped, after=after)


def _with(thing: TableColumn, **values: str | Identity | None) -> TableColumn:
    column = dataclasses.replace(thing.column, **values)  # type: ignore[arg-type]  # of these fields
    return dataclasses.replace(thing, column=column)
