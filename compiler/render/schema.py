"""Schemas."""

from compiler.model.schema import Schema
from compiler.render.comment import render_comment
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_schema(schema: Schema, owner: str) -> tuple[Statement, ...]:
    """Return the creation of a schema, and its comment.

    The session's role creates it, in its owner's name: the owner has no right to
    create schemas in the database.
    """
    sql = render_file("compiler.render", "schema/create", schema=schema)
    return (
        Statement(sql=sql, object=schema, as_owner=False),
        *render_comment(
            schema,
            f"SCHEMA {quote_identifier(schema.name)}",
            schema.description,
            as_owner=schema.owner == owner,
        ),
    )
