"""Composite types."""

from collections.abc import Iterator

from compiler.model.composite_type import Attribute, CompositeType
from compiler.render.comment import render_comment, render_comment_change
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


def render_alter_composite_type(
    before: CompositeType, after: CompositeType
) -> tuple[Statement, ...]:
    """Return what makes one composite type of another: only what differs."""
    old = {each.name: each for each in before.attributes}
    return (
        *(
            Statement(
                sql=render_file(
                    "compiler.render",
                    f"composite_type/{action}",
                    composite_type=after,
                    attribute=attribute,
                ),
                object=after,
                as_owner=True,
            )
            for action, attribute in _changes(before, after)
        ),
        *render_comment_change(
            after, f"TYPE {after.name.sql}", before.description, after.description
        ),
        *(
            statement
            for each in after.attributes
            for statement in render_comment_change(
                after,
                f"COLUMN {after.name.sql}.{quote_identifier(each.name)}",
                old[each.name].description if each.name in old else "",
                each.description,
            )
        ),
    )


def _changes(
    before: CompositeType, after: CompositeType
) -> Iterator[tuple[str, Attribute]]:
    """Yield the names of templates, each with the attribute that it is about."""
    old = {each.name: each for each in before.attributes}
    wanted = {each.name for each in after.attributes}
    yield from (("drop_attribute", old[name]) for name in old if name not in wanted)
    for each in after.attributes:
        if each.name not in old:
            yield "add_attribute", each
        elif _stored(old[each.name]) != _stored(each):
            yield "alter_attribute", each


def _stored(attribute: Attribute) -> tuple[str, str]:
    return attribute.type_sql, attribute.collation
