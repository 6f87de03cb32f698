"""Extensions."""

from compiler.model.extension import Extension
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


def render_create_extension(extension: Extension) -> tuple[Statement, ...]:
    """Return the creation of an extension."""
    sql = render_file("compiler.render", "extension/create", extension=extension)
    return (Statement(sql=sql, object=extension, as_owner=False),)


def render_alter_extension(
    before: Extension,  # noqa: ARG001 - all that can differ is where it stands
    after: Extension,
) -> tuple[Statement, ...]:
    """Return what moves an extension to another schema."""
    sql = render_file("compiler.render", "extension/alter", extension=after)
    return (Statement(sql=sql, object=after, as_owner=False),)
