"""Enumerated types."""

from compiler.model.enum_type import EnumType
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


def render_create_enum_type(enum_type: EnumType) -> tuple[Statement, ...]:
    """Return the creation of an enumerated type, and its comment."""
    sql = render_file("compiler.render", "enum_type/create", enum_type=enum_type)
    return (
        Statement(sql=sql, object=enum_type, as_owner=True),
        *render_comment(enum_type, f"TYPE {enum_type.name.sql}", enum_type.description),
    )


def render_alter_enum_type(before: EnumType, after: EnumType) -> tuple[Statement, ...]:
    """Return what adds labels to an enumerated type, each in its place."""
    present = list(before.labels)
    added = []
    for index, label in enumerate(after.labels):
        if label not in before.labels:
            added.append(_add_label(after, index, present))
            present.append(label)
    return (
        *added,
        *render_comment_change(
            after, f"TYPE {after.name.sql}", before.description, after.description
        ),
    )


def _add_label(enum_type: EnumType, index: int, present: list[str]) -> Statement:
    labels = enum_type.labels
    behind = next((each for each in labels[index + 1 :] if each in present), "")
    sql = render_file(
        "compiler.render",
        "enum_type/add_label",
        enum_type=enum_type,
        label=labels[index],
        place=" BEFORE" if behind else "",
        neighbour=behind,
    )
    return Statement(sql=sql, object=enum_type, as_owner=True)
