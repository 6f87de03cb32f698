"""Schemas, extensions and types: what a table needs before it can stand."""

from compiler.model.enum_type import EnumType
from compiler.model.extension import Extension
from compiler.model.schema import Schema
from compiler.render.comment import render_comment
from compiler.render.statement import Statement
from compiler.render.template import render_template
from compiler.syntax.quote import quote_identifier


def render_create_schema(schema: Schema, owner: str) -> tuple[Statement, ...]:
    """Return the creation of a schema, and its comment.

    The session's role creates it, in its owner's name: the owner has no right to
    create schemas in the database.
    """
    sql = render_template("schema/create", schema=schema)
    return (
        Statement(sql=sql, object=schema, as_owner=False),
        *render_comment(
            schema,
            f"SCHEMA {quote_identifier(schema.name)}",
            schema.description,
            as_owner=schema.owner == owner,
        ),
    )


def render_create_extension(extension: Extension) -> tuple[Statement, ...]:
    """Return the creation of an extension."""
    sql = render_template("extension/create", extension=extension)
    return (Statement(sql=sql, object=extension, as_owner=False),)


def render_create_enum_type(enum_type: EnumType) -> tuple[Statement, ...]:
    """Return the creation of an enumerated type, and its comment."""
    sql = render_template("enum_type/create", enum_type=enum_type)
    return (
        Statement(sql=sql, object=enum_type, as_owner=True),
        *render_comment(enum_type, f"TYPE {enum_type.name.sql}", enum_type.description),
    )
