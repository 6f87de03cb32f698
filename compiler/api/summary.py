"""How much stands in a database, for who has just put it there."""

from collections.abc import Mapping

from compiler.apply.version import SHARED
from compiler.build.blueprint import Blueprint
from compiler.execute.failure import telling
from compiler.execute.session import connect
from compiler.introspect.read import read_summaries
from compiler.introspect.summary import SchemaSummary
from compiler.postgres.server import describe_server


def look_at(dsn: str, blueprint: Blueprint) -> tuple[str, Mapping[str, SchemaSummary]]:
    """Return what a server is, and how much stands in the schema of each part."""
    project = blueprint.project
    schemas = {SHARED: project.schema} | {
        each.id: project.schema_of(each.id) for each in blueprint.tenants
    }
    with telling("look at what stands there"), connect(dsn, purpose="up") as conn:
        found = read_summaries(conn, schemas.values())
        facts = describe_server(conn)
    return f"PostgreSQL {facts.version}, database {facts.database}", {
        part: found[schema] for part, schema in schemas.items() if schema in found
    }
