"""Descriptions, which become comments in the database."""

from compiler.model.catalog import DatabaseObject
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


def render_comment(
    item: DatabaseObject, target: str, description: str, *, as_owner: bool = True
) -> tuple[Statement, ...]:
    """Return the statement that sets a comment; none where there is no description.

    Args:
        item: the object that the statement belongs to.
        target: kind and name of what is described, as `COMMENT ON` takes them.
        description: plain text.
        as_owner: whether the platform's owner may say it.
    """
    if not description:
        return ()
    sql = render_file(
        "compiler.render", "comment/create", target=target, text=description
    )
    return (Statement(sql=sql, object=item, as_owner=as_owner),)
