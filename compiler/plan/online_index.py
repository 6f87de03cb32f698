"""Indexes, and keys made of them, without keeping writers waiting.

Source: PostgreSQL documentation, "Building Indexes Concurrently", `ALTER TABLE` on
`ADD CONSTRAINT … USING INDEX`, and "Partition Maintenance" on indexes.
"""

import dataclasses
from collections.abc import Iterator

from compiler.model.constraint import Key
from compiler.model.identity import identify
from compiler.model.index import Index, IndexElement
from compiler.model.table_part import TableConstraint
from compiler.names import generate_name
from compiler.plan.changes import (
    Alter,
    AttachIndexes,
    BuildOnPartitions,
    Change,
    Create,
    CreateConcurrently,
    CreateUsingIndex,
    Drop,
    DropConcurrently,
    Rename,
)
from compiler.plan.traffic import Traffic


def create_index(index: Index, traffic: Traffic) -> Iterator[Change]:
    """Yield how an index comes to be on a table in use."""
    if index.table not in traffic.split:
        yield CreateConcurrently(object=index)
    elif identify(index) in traffic.there:
        # The indexes of partitions have the names that the new ones would get.
        yield Create(object=index)
    else:
        yield Create(object=dataclasses.replace(index, only=True))
        yield from _finish(index)


def alter_index(before: Index, after: Index) -> Iterator[Change]:
    """Yield how an index becomes another; of one alone, that of all partitions."""
    if before.only and not after.only:
        whole = dataclasses.replace(before, only=False)
        yield from _finish(whole)
        before = whole
    if before != after:
        yield Alter(before=before, after=after)


def drop_index(index: Index, traffic: Traffic) -> Iterator[Change]:
    """Yield how an index of a table in use goes; one that is replaced serves on."""
    if index.table in traffic.split:
        yield Drop(object=index)
        return
    if identify(index) in traffic.replaced:
        aside = dataclasses.replace(index, name=generate_name(index.name, "old"))
        yield Rename(before=index, after=aside)
        index = aside
    yield DropConcurrently(object=index)


def create_key(made: TableConstraint, key: Key, traffic: Traffic) -> Iterator[Change]:
    """Yield how a key of a table in use comes to be: its index is built first."""
    is_there = identify(made) in traffic.there
    if (
        key.without_overlaps
        or made.table in traffic.split
        or (is_there and made.table in traffic.rewritten)
    ):
        yield Create(object=made)
        return
    name = generate_name(key.name, "new") if is_there else key.name
    index = _index_of(made, key, name)
    yield CreateConcurrently(object=index)
    yield CreateUsingIndex(object=made, index=index)


def _finish(index: Index) -> Iterator[Change]:
    """Yield how an index of a table comes to its partitions."""
    yield BuildOnPartitions(object=index)
    yield AttachIndexes(object=index)


def _index_of(made: TableConstraint, key: Key, name: str) -> Index:
    return Index(
        table=made.table,
        name=name,
        access_method="btree",
        unique=True,
        nulls_distinct=key.nulls_distinct,
        only=False,
        elements=tuple(map(_element_of, key.columns)),
        include=key.include,
        storage_parameters=key.storage_parameters,
        predicate="",
        valid=True,
        description="",
    )


def _element_of(column: str) -> IndexElement:
    return IndexElement(
        expression=column,
        is_column=True,
        collation="",
        operator_class=None,
        order="",
        nulls="",
    )
