"""Objects that SQL makes and the catalogs give back; the server is left as it was."""

from typing import Final

from compiler.execute.session import connect
from compiler.introspect.facts import SchemaFacts, read_facts
from compiler.introspect.objects import build_catalog
from compiler.introspect.unmodelled import build_unmodelled
from compiler.model.catalog import DatabaseObject
from compiler.model.unmodelled import Unmodelled
from tests.servers import LiveServer

OWNER: Final = "the_owner"

_PLATFORM: Final = b"""
    CREATE ROLE the_owner SUPERUSER; CREATE ROLE a; CREATE ROLE b;
    SET LOCAL ROLE the_owner; CREATE SCHEMA s; CREATE SCHEMA other;
"""


def read_objects(
    server: LiveServer, sql: str, kind: type[DatabaseObject], schema: str = "s"
) -> tuple[DatabaseObject, ...]:
    """Return the objects of a kind that SQL makes in a schema, in the order read."""
    facts = read_made(server, sql, schema)
    return tuple(one for one in build_catalog([facts]).objects if type(one) is kind)


def read_unmodelled(server: LiveServer, sql: str) -> set[Unmodelled]:
    """Return what SQL makes in the schema `s` and the model cannot say."""
    return set(build_unmodelled(read_made(server, sql, "s")))


def read_made(server: LiveServer, sql: str, schema: str) -> SchemaFacts:
    """Return what the catalogs say of a schema once SQL has run as its owner."""
    with connect(server.dsn(), purpose="test") as conn:
        # Rolled back, because roles and event triggers reach beyond a database.
        conn.execute("BEGIN")
        conn.execute(_PLATFORM + sql.encode())
        facts = read_facts(conn, [schema], OWNER)
        conn.execute("ROLLBACK")
    return facts.get(schema, SchemaFacts({}))
