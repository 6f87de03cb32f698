"""What the database has of the extensions, and what of the statements that leaves.

Often only a superuser may create an extension, and has done so, in a schema that is
not ours. Such a schema stays its owner's: it is neither made nor described, and what
is granted on it, the session grants. Anything else that is there already is refused.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg

from compiler.introspect.read import read_schema_names
from compiler.model.extension import Extension
from compiler.model.grant import SchemaGrant
from compiler.model.schema import Schema
from compiler.render.grant import render_create_schema_grant
from compiler.render.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """What is there and is used as it is.

    Args:
        extensions: those that stand in the schema that the specs say.
        schemas: of extensions; the control plane's is never among them.
    """

    extensions: frozenset[Extension]
    schemas: frozenset[str]


def read_present(
    conn: psycopg.Connection[Any],
    installed: Iterable[Extension],
    wanted: Iterable[Extension],
    control_schema: str,
) -> Present:
    """Return what the database has of the extensions that are wanted."""
    extensions = frozenset(wanted)
    schemas = {each.schema for each in extensions} - {control_schema}
    return Present(
        extensions=extensions.intersection(installed),
        schemas=read_schema_names(conn, sorted(schemas)),
    )


def leave_out_present(
    statements: Iterable[Statement], present: Present, owner: str
) -> Iterator[Statement]:
    """Yield the statements that are still to be run, in their order."""
    opened: set[str] = set()
    for statement in statements:
        match statement.object:
            case Extension() if statement.object in present.extensions:
                continue
            case Schema(name=name) if name in present.schemas:
                if name not in opened:
                    yield _open_to_owner(statement, name, owner)
                opened.add(name)
            case SchemaGrant(schema=name) if name in present.schemas:
                yield dataclasses.replace(statement, as_owner=False)
            case _:
                yield statement


def _open_to_owner(statement: Statement, schema: str, owner: str) -> Statement:
    """Return the grant by which the owner finds the types that stand in the schema."""
    grant = SchemaGrant(
        schema=schema, privileges=("usage",), roles=(owner,), grantable=False
    )
    (use,) = render_create_schema_grant(grant)
    return dataclasses.replace(statement, sql=use.sql, as_owner=False)
