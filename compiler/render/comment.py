"""Descriptions, which become comments in the database."""

from compiler.model.table_part import Thing
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


def render_comment(
    item: Thing, target: str, description: str, *, as_owner: bool = True
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


def render_comment_change(
    item: Thing, target: str, before: str, after: str, *, as_owner: bool = True
) -> tuple[Statement, ...]:
    """Return what makes one comment of another; none where they are the same.

    Args:
        item: the thing that the statement belongs to.
        target: kind and name of what is described, as `COMMENT ON` takes them.
        before: the description that is there.
        after: the description that is wanted.
        as_owner: whether the platform's owner may say it.
    """
    if before == after:
        return ()
    if after:
        return render_comment(item, target, after, as_owner=as_owner)
    sql = render_file("compiler.render", "comment/drop", target=target)
    return (Statement(sql=sql, object=item, as_owner=as_owner),)
