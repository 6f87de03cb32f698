"""A short text that is the same for equal catalogs, and for no others."""

import hashlib
import json
from collections.abc import Iterable

from compiler.model.catalog import DatabaseObject
from compiler.model.identity import identify
from compiler.model.rows import SeedRows
from compiler.plan.codec import encode_things
from compiler.plan.settled import settle


def fingerprint(objects: Iterable[DatabaseObject]) -> str:
    """Return the fingerprint of objects, in whatever order they come; rows aside."""
    listed = [each for each in objects if not isinstance(each, SeedRows)]
    things = encode_things(map(settle, sorted(listed, key=identify)))
    text = json.dumps(things, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
