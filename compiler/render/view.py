"""Views, and views whose rows are stored."""

import dataclasses
from collections.abc import Iterator, Mapping

from compiler.model.view import MaterializedView, View
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.parameter import arrange_parameters, render_parameter_change
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_view(view: View) -> tuple[Statement, ...]:
    """Return the creation of a view, and the comments on it and on its columns."""
    return (_define(view, or_replace=""), *_comments(view, "VIEW"))


def render_alter_view(before: View, after: View) -> tuple[Statement, ...]:
    """Return what makes one view of another; what is granted on it stays."""
    told_apart = dataclasses.replace(
        before, description=after.description, columns=after.columns
    )
    names = [each.name for each in before.columns]
    is_same = told_apart == after and names == [each.name for each in after.columns]
    return (
        *(() if is_same else (_define(after, or_replace="OR REPLACE "),)),
        *_comment_changes(before, after, "VIEW"),
    )


def render_alter_materialized_view(
    before: MaterializedView, after: MaterializedView
) -> tuple[Statement, ...]:
    """Return what makes one materialized view of another; its rows stay."""
    return (
        *render_parameter_change(
            after,
            "materialized_view",
            {"view": after},
            before.storage_parameters,
            after.storage_parameters,
        ),
        *_comment_changes(before, after, "MATERIALIZED VIEW"),
    )


def _define(view: View, *, or_replace: str) -> Statement:
    sql = render_file(
        "compiler.render",
        "view/create",
        view=view,
        or_replace=or_replace,
        recursive="RECURSIVE " if view.recursive else "",
        columns=tuple(column.name for column in view.columns),
        options=tuple(_options(view)),
        query=_arrange_query(view.query),
    )
    return Statement(sql=sql, object=view, as_owner=True)


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
    return tuple(
        statement
        for target, description in _described(view, word).items()
        for statement in render_comment(view, target, description)
    )


def _comment_changes(
    before: View | MaterializedView, after: View | MaterializedView, word: str
) -> tuple[Statement, ...]:
    old = _described(before, word)
    return tuple(
        statement
        for target, description in _described(after, word).items()
        for statement in render_comment_change(
            after, target, old.get(target, ""), description
        )
    )


def _described(view: View | MaterializedView, word: str) -> Mapping[str, str]:
    """Return the descriptions of a view and its columns by what they are about."""
    return {f"{word} {view.name.sql}": view.description} | {
        f"COLUMN {view.name.sql}.{quote_identifier(column.name)}": column.description
        for column in view.columns
    }
