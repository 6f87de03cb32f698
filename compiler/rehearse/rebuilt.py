"""What is there, as it can be built anew in another database."""

import dataclasses
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.schema import Schema
from compiler.plan.changes import Alter
from compiler.rehearse.catch_all import catch_all
from compiler.render.change import render_catalog, render_change
from compiler.render.statement import Statement


def render_rebuilt(
    objects: Iterable[DatabaseObject], scheduled: AbstractSet[QualifiedName], owner: str
) -> Iterator[Statement]:
    """Yield what makes what is there anew, so that it can take rows.

    Others' schemas become theirs at the end: the platform's owner fills them.

    Args:
        objects: what is there.
        scheduled: the tables whose partitions come and go.
        owner: the role that owns the platform.
    """
    listed = tuple(map(as_buildable, objects))
    made = (_owned(each, owner) for each in listed)
    catalog = Catalog(objects=(*made, *catch_all(listed, scheduled)))
    yield from render_catalog(catalog, owner)
    for each in listed:
        ours = _owned(each, owner)
        if ours is not each:
            yield from render_change(Alter(before=ours, after=each), owner)


def as_buildable(item: DatabaseObject) -> DatabaseObject:
    """Return an object as it can be built: an index that failed cannot."""
    return dataclasses.replace(item, valid=True) if isinstance(item, Index) else item


def _owned(item: DatabaseObject, owner: str) -> DatabaseObject:
    if isinstance(item, Schema) and item.owner != owner:
        return dataclasses.replace(item, owner=owner)
    return item
