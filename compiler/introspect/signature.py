"""Tells whether anything in a schema has changed at all, without reading it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import psycopg

from compiler.introspect.query import read_query

_PACKAGE: Final = "compiler.introspect"


def read_signatures(
    conn: psycopg.Connection[Any], schemas: Sequence[str]
) -> Mapping[str, str]:
    """Return a text for each of the schemas that is there: another after any change.

    It holds for one server and one database, from one start of the server to the next,
    and for what stands in schemas. Of what stands elsewhere, and of roles and
    extensions, the names count that are told of a schema's own things.

    Args:
        conn: the session.
        schemas: their names; an empty one stands for what is in none.
    """
    query, values = read_query(_PACKAGE, "signature"), {"schemas": list(schemas)}
    found = {str(schema): str(text) for schema, text in conn.execute(query, values)}
    # What is in no schema may be nothing at all, and that is known too.
    return {"": "", **found} if "" in schemas else found
