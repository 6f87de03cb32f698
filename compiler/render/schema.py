"""Schemas."""

from compiler.model.schema import Schema
from compiler.render.comment import render_comment, render_comment_change
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


def render_alter_schema(
    before: Schema, after: Schema, owner: str
) -> tuple[Statement, ...]:
    """Return what gives a schema another owner or description."""
    handed: tuple[Statement, ...] = ()
    if before.owner != after.owner:
        sql = render_file("compiler.render", "schema/owner", schema=after)
        handed = (Statement(sql=sql, object=after, as_owner=False),)
    return (
        *handed,
        *render_comment_change(
            after,
            f"SCHEMA {quote_identifier(after.name)}",
            before.description,
            after.description,
            as_owner=after.owner == owner,
        ),
    )
