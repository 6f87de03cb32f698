"""A short text that is the same for catalogs between which no plan does anything."""

import hashlib
import json
from collections.abc import Iterable
from typing import Final

from compiler.model.catalog import DatabaseObject
from compiler.model.grant import RoutineGrant
from compiler.model.table import Table
from compiler.plan.codec import encode_things
from compiler.plan.compare import as_compared, list_things
from compiler.plan.ignoring import leave_out_ignored
from compiler.plan.notes import Notes
from compiler.plan.part import Part


def fingerprint_part(part: Part, notes: Notes) -> tuple[str, str]:
    """Return the fingerprints of a part: as it is, and as it is to be.

    What plans leave as they find it is no part of them.

    Args:
        part: as it is, and is to be.
        notes: what specs say to plans alone.
    """
    return (
        fingerprint(_leave_out_ignored(part.actual, notes)),
        fingerprint(_leave_out_ignored(part.wanted.spelled, notes)),
    )


def _leave_out_ignored(
    objects: tuple[DatabaseObject, ...], notes: Notes
) -> tuple[DatabaseObject, ...]:
    # By the tables of these alone: what a new one is made with counts no more once it
    # is there, so that a database comes to the fingerprint that a plan says.
    tables = frozenset(each.name for each in objects if isinstance(each, Table))
    return leave_out_ignored(objects, notes.ignored, tables)


def fingerprint(objects: Iterable[DatabaseObject]) -> str:
    """Return the fingerprint of objects, in whatever order they come; rows aside."""
    things = list_things(objects)
    said = [
        # Of a routine that is granted, only what it goes by matters to the grant.
        (identity.kind, identity.path, sorted(thing.roles))
        if isinstance(thing, RoutineGrant)
        else (identity.kind, identity.path, encode_things([as_compared(thing)]))
        for identity, thing in sorted(things.items())
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


NOTHING: Final = fingerprint(())
"""The fingerprint of a part of which nothing is there."""
