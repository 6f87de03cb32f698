"""Which tables were written anew: those that are in other files than before."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

import psycopg

from compiler.introspect.query import read_query
from compiler.model.name import QualifiedName

Files: TypeAlias = tuple[tuple[int, QualifiedName, int], ...]
"""Each table by its oid and its name, and the number of the file that it is in."""

_PACKAGE: Final = "compiler.rehearse"


def read_files(conn: psycopg.Connection[Any]) -> Files:
    """Return the tables of a database with the files that they are in."""
    rows = conn.execute(read_query(_PACKAGE, "files"))
    return tuple(
        (int(oid), QualifiedName(str(schema), str(name)), int(file))
        for oid, schema, name, file in rows
    )


def find_rewrites(
    before: Files, after: Files, said: Iterable[QualifiedName]
) -> Iterator[str]:
    """Yield the tables that were written anew without a word.

    Args:
        before: the files that there were.
        after: the files that there are.
        said: the tables of which the plan says it.
    """
    announced = frozenset(said)
    files = {oid: (name, file) for oid, name, file in before}
    for oid, name, file in after:
        old, was = files.get(oid, (name, file))
        if was != file and not announced & {old, name}:
            yield f"table {name.sql} is written anew, and the plan does not say so"
