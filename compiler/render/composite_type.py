"""Composite types."""

from compiler.model.composite_type import CompositeType
from compiler.render.comment import render_comment
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_composite_type(
    composite_type: CompositeType,
) -> tuple[Statement, ...]:
    """Return the creation of a composite type, and the comments on its attributes."""
    sql = render_file(
        "compiler.render", "composite_type/create", composite_type=composite_type
    )
    target = composite_type.name.sql
    return (
        Statement(sql=sql, object=composite_type, as_owner=True),
        *render_comment(composite_type, f"TYPE {target}", composite_type.description),
        *(
            statement
            for attribute in composite_type.attributes
            for statement in render_comment(
                composite_type,
                f"COLUMN {target}.{quote_identifier(attribute.name)}",
                attribute.description,
            )
        ),
    )
