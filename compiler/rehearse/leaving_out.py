"""What is there and no business of a plan: others' schemas, partitions of the time."""

from collections.abc import Iterable, Sequence

from compiler.model.attachment import find_anchors
from compiler.model.catalog import DatabaseObject
from compiler.model.extension import Extension
from compiler.model.identity import schema_of
from compiler.model.partition import Partition
from compiler.model.schema import Schema
from compiler.model.table import Table


def find_lent_schemas(
    asked: Iterable[DatabaseObject], actual: Iterable[DatabaseObject]
) -> frozenset[str]:
    """Return the schemas of extensions that stood there, and are not the platform's.

    Often only a superuser may make an extension, and has done so in a schema of theirs.
    It stays theirs, and so does what is granted on it.

    Args:
        asked: what specs ask for.
        actual: what is there.
    """
    wanted = tuple(asked)
    schemas = {each.schema for each in wanted if isinstance(each, Extension)}
    owners = {each.name: each.owner for each in wanted if isinstance(each, Schema)}
    return frozenset(
        each.name
        for each in actual
        if isinstance(each, Schema)
        and each.name in schemas
        and each.owner != owners.get(each.name)
    )


def leave_out_lent(
    objects: Iterable[DatabaseObject], lent: frozenset[str]
) -> tuple[DatabaseObject, ...]:
    """Return the objects that stand in no schema that is somebody else's."""
    return tuple(each for each in objects if schema_of(each) not in lent)


def leave_out_runtime(
    objects: Sequence[DatabaseObject], sources: Iterable[DatabaseObject]
) -> tuple[DatabaseObject, ...]:
    """Return the objects without partitions that were made as time went by.

    What hangs on such a partition is left out too.
    """
    families = {
        each.name
        for each in sources
        if isinstance(each, Table) and each.partitioning and each.partitioning.schedule
    }
    made = {
        ("relation", each.name.schema, each.name.name)
        for each in objects
        if isinstance(each, Partition) and each.family in families
    }
    return tuple(
        each
        for each in objects
        if not (
            (isinstance(each, Partition) and each.family in families)
            or made.intersection(find_anchors(each))
        )
    )
