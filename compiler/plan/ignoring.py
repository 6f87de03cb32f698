"""What others look after is taken out of sight: a plan neither changes nor drops it."""

import dataclasses
import fnmatch
from collections.abc import Iterable, Iterator
from typing import TypeVar

from compiler.model.catalog import DatabaseObject
from compiler.model.column import Column
from compiler.model.ignored import Ignored
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.replica_identity import ReplicaIdentity
from compiler.model.statistics import Statistics
from compiler.model.table import Table
from compiler.model.trigger import Trigger
from compiler.plan.notes import Notes

_HANGING = {
    Index: "indexes",
    ReplicaIdentity: "replica_identity",
    Statistics: "statistics",
    Trigger: "triggers",
}
"""Kinds of things on a table, and the aspect of the table that they are."""

Described = TypeVar("Described")


def leave_out_ignored(
    objects: Iterable[DatabaseObject],
    ignored: Iterable[Ignored],
    there: frozenset[QualifiedName],
) -> tuple[DatabaseObject, ...]:
    """Return the objects without what plans leave as they find it.

    To be called with what is there and with what is wanted alike.

    Args:
        objects: of either.
        ignored: what specs say of it.
        there: the tables that are there; aspects of one that is still to be made are
            made with it.
    """
    notes = tuple(ignored)
    if not notes:
        return tuple(objects)
    return tuple(_seen(objects, notes, there))


def _seen(
    objects: Iterable[DatabaseObject],
    notes: tuple[Ignored, ...],
    there: frozenset[QualifiedName],
) -> Iterator[DatabaseObject]:
    for item in objects:
        table = _table_of(item)
        if table is None:
            yield item
            continue
        told = [each for each in notes if _is_meant(each, table)]
        if any(not each.aspects for each in told):
            continue
        aspects = {aspect for each in told for aspect in each.aspects}
        if table not in there or not aspects:
            yield item
        elif _HANGING.get(type(item)) not in aspects:
            yield _without(item, aspects)


def _table_of(item: DatabaseObject) -> QualifiedName | None:
    match item:
        case Table():
            return item.name
        case Partition():
            return item.family
        case _:
            table = getattr(item, "table", None)
            return table if isinstance(table, QualifiedName) else None


def _is_meant(note: Ignored, table: QualifiedName) -> bool:
    # Of all that patterns can say, specs know `*` alone.
    pattern = note.table.replace("[", "[[]").replace("?", "[?]")
    return note.schema == table.schema and fnmatch.fnmatchcase(table.name, pattern)


def _without(item: DatabaseObject, aspects: set[str]) -> DatabaseObject:
    """Return an object without aspects of its table."""
    if "comments" in aspects:
        item = _undescribed(item)
    if not isinstance(item, Table):
        return item
    if "storage_parameters" in aspects:
        item = dataclasses.replace(item, storage_parameters=())
    columns = tuple(_column_without(each, aspects) for each in item.columns)
    return dataclasses.replace(item, columns=columns)


def _column_without(column: Column, aspects: set[str]) -> Column:
    if "storage_parameters" in aspects:
        column = dataclasses.replace(column, parameters=())
    if "statistics" in aspects:
        column = dataclasses.replace(column, statistics=None)
    return column


def _undescribed(item: Described) -> Described:
    """Return a thing, and the parts of it, without descriptions."""
    if not dataclasses.is_dataclass(item) or isinstance(item, type):
        return item
    changed: dict[str, object] = {}
    for field in dataclasses.fields(item):
        content = getattr(item, field.name)
        if field.name == "description":
            changed[field.name] = ""
        elif isinstance(content, tuple):
            changed[field.name] = tuple(map(_undescribed, content))
    return dataclasses.replace(item, **changed)


def tables_to_be(
    there: Iterable[DatabaseObject], notes: Notes
) -> frozenset[QualifiedName]:
    """Return the tables that are there, by the names that they will have.

    Args:
        there: what is there.
        notes: what specs say to plans alone.
    """
    new = {
        QualifiedName(each.schema, each.old): QualifiedName(each.schema, each.new)
        for each in notes.renames
        if each.kind == "table"
    }
    names = (each.name for each in there if isinstance(each, Table))
    return frozenset(new.get(name, name) for name in names)
