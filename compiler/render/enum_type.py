"""Enumerated types."""

from compiler.model.enum_type import EnumType
from compiler.render.comment import render_comment
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


def render_create_enum_type(enum_type: EnumType) -> tuple[Statement, ...]:
    """Return the creation of an enumerated type, and its comment."""
    sql = render_file("compiler.render", "enum_type/create", enum_type=enum_type)
    return (
        Statement(sql=sql, object=enum_type, as_owner=True),
        *render_comment(enum_type, f"TYPE {enum_type.name.sql}", enum_type.description),
    )
