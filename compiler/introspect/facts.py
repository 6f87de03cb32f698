"""What the catalogs say of schemas, as text: by kind of fact, one JSON object a line.

It stays text until somebody needs the objects: of a thousand tenants that are alike,
one is made into objects, and the others' texts are only held against it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import psycopg

from compiler.introspect.query import read_query

Fact: TypeAlias = Mapping[str, Any]
"""What a query says of one object: its columns by name, as JSON has them."""

QUERIES: Final = (
    "aggregate",
    "check",
    "column",
    "column_grant",
    "composite_type",
    "default_privileges",
    "domain",
    "enum_type",
    "event_trigger",
    "foreign_key",
    "index",
    "key",
    "ownership",
    "partition",
    "policy",
    "range_type",
    "replica_identity",
    "rewrite_rule",
    "routine",
    "routine_grant",
    "row_security",
    "schema",
    "schema_grant",
    "sequence",
    "sequence_grant",
    "statistics",
    "table",
    "table_grant",
    "trigger",
    "unmodelled",
    "view",
)
"""The queries of what stands in schemas; each gives rows of a schema and its facts."""

_PACKAGE: Final = "compiler.introspect"


@dataclass(frozen=True, slots=True)
class SchemaFacts:
    """What the catalogs say of one schema.

    Args:
        lines: kind to facts, one JSON object a line.
    """

    # Told apart by content; there are never many to tell.
    lines: Mapping[str, str] = field(hash=False)

    def of(self, kind: str) -> Iterator[Fact]:
        """Yield the facts of a kind, in the order of the query."""
        # Not splitlines, which breaks at characters that JSON leaves as they are.
        for line in filter(None, self.lines.get(kind, "").split("\n")):
            yield json.loads(line)


def read_facts(
    conn: psycopg.Connection[Any], schemas: Sequence[str], owner: str
) -> Mapping[str, SchemaFacts]:
    """Return what stands in those of the schemas that the database has, by name.

    To be used in a transaction that sees one state, with settings as
    `execute.session.connect` pins them: every query is a statement of its own.

    Args:
        conn: the session.
        schemas: their names; an empty one stands for what is in none, which default
            privileges are that hold everywhere.
        owner: the role that owns the platform; who owns what is told where it is
            another one.
    """
    if not schemas:
        return {}
    values = {"schemas": list(schemas), "owner": owner}
    with conn.pipeline():
        cursors = {
            kind: conn.execute(read_query(_PACKAGE, kind), values) for kind in QUERIES
        }
    lines: dict[str, dict[str, str]] = {}
    for kind, cursor in cursors.items():
        for schema, facts in cursor:
            lines.setdefault(str(schema), {})[kind] = str(facts)
    return {schema: SchemaFacts(of_schema) for schema, of_schema in lines.items()}
