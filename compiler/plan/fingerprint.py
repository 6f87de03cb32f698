"""A short text that is the same for catalogs between which no plan does anything."""

import hashlib
import json
from collections.abc import Iterable

from compiler.model.catalog import DatabaseObject
from compiler.model.grant import RoutineGrant
from compiler.plan.codec import encode_things
from compiler.plan.compare import as_compared, list_things
from compiler.plan.ignoring import leave_out_ignored, tables_to_be
from compiler.plan.notes import Notes
from compiler.plan.part import Part


def fingerprint_part(part: Part, notes: Notes) -> tuple[str, str]:
    """Return the fingerprints of a part: as it is, and as it is to be.

    What plans leave as they find it is no part of them.

    Args:
        part: as it is, and is to be.
        notes: what specs say to plans alone.
    """
    tables = tables_to_be(part.actual, notes)
    sides = (part.actual, part.wanted.spelled)
    before, after = (leave_out_ignored(it, notes.ignored, tables) for it in sides)
    return fingerprint(before), fingerprint(after)


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
