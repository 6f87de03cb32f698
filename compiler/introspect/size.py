"""Reads how large tables are."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import psycopg

from compiler.introspect.query import read_query
from compiler.model.name import QualifiedName
from compiler.names import SENTINEL_TENANT
from compiler.plan.size import Size

_PACKAGE: Final = "compiler.introspect"


def read_sizes(
    conn: psycopg.Connection[Any],
    relations: Iterable[QualifiedName],
    tenants: Sequence[str],
) -> Mapping[QualifiedName, Size]:
    """Return the size of each relation that is there, for the tenant with the largest.

    Args:
        conn: the session.
        relations: under the sentinel tenant's names.
        tenants: ids of those to look at; an empty one for what stands once.
    """
    wanted = sorted(set(relations))
    if not wanted:
        return {}
    asked = [
        (number, place, *(part.replace(SENTINEL_TENANT, tenant) for part in relation))
        for number, relation in enumerate((each.schema, each.name) for each in wanted)
        for place, tenant in enumerate(tenants)
    ]
    columns = zip(
        ("numbers", "places", "schemas", "names"), zip(*asked, strict=True), strict=True
    )
    values = {name: list(column) for name, column in columns}
    return {
        wanted[number]: Size(rows=rows, total_bytes=total, tenant=tenants[place])
        for number, place, rows, total in conn.execute(
            read_query(_PACKAGE, "size"), values
        )
    }
