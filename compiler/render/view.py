"""Views, and views whose rows are stored."""

from collections.abc import Iterator

from compiler.model.view import MaterializedView, View
from compiler.render.comment import render_comment
from compiler.render.parameter import arrange_parameters
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_view(view: View) -> tuple[Statement, ...]:
    """Return the creation of a view, and the comments on it and on its columns."""
    sql = render_file(
        "compiler.render",
        "view/create",
        view=view,
        recursive="RECURSIVE " if view.recursive else "",
        columns=tuple(column.name for column in view.columns),
        options=tuple(_options(view)),
        query=_arrange_query(view.query),
    )
    return (
        Statement(sql=sql, object=view, as_owner=True),
        *_comments(view, "VIEW"),
    )


def render_create_materialized_view(view: MaterializedView) -> tuple[Statement, ...]:
    """Return the creation of a materialized view, and the comments on it."""
    sql = render_file(
        "compiler.render",
        "materialized_view/create",
        view=view,
        columns=tuple(column.name for column in view.columns),
        parameters=arrange_parameters(view.storage_parameters),
        query=_arrange_query(view.query),
        data="WITH DATA" if view.with_data else "WITH NO DATA",
    )
    return (
        Statement(sql=sql, object=view, as_owner=True),
        *_comments(view, "MATERIALIZED VIEW"),
    )


def _options(view: View) -> Iterator[str]:
    if view.security_invoker:
        yield "security_invoker = true"
    if view.security_barrier:
        yield "security_barrier = true"
    if view.check_option:
        yield f"check_option = {view.check_option}"


def _arrange_query(query: str) -> str:
    """Return the query; a comment in its last line does not hide what follows."""
    return f"{query}\n" if "--" in query.rpartition("\n")[2] else query


def _comments(view: View | MaterializedView, word: str) -> tuple[Statement, ...]:
    described = (
        (f"{word} {view.name.sql}", view.description),
        *(
            (
                f"COLUMN {view.name.sql}.{quote_identifier(column.name)}",
                column.description,
            )
            for column in view.columns
        ),
    )
    return tuple(
        statement
        for target, description in described
        for statement in render_comment(view, target, description)
    )
