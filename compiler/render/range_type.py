"""Range types."""

from compiler.model.range_type import RangeType
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


def render_create_range_type(range_type: RangeType) -> tuple[Statement, ...]:
    """Return the creation of a range type and its multirange, and its comment."""
    options = (
        ("SUBTYPE", range_type.subtype),
        ("SUBTYPE_OPCLASS", range_type.operator_class),
        ("COLLATION", range_type.collation),
        ("SUBTYPE_DIFF", range_type.subtype_diff),
        ("MULTIRANGE_TYPE_NAME", range_type.multirange.sql),
    )
    sql = render_file(
        "compiler.render",
        "range_type/create",
        range_type=range_type,
        options=tuple((key, value) for key, value in options if value),
    )
    target = f"TYPE {range_type.name.sql}"
    return (
        Statement(sql=sql, object=range_type, as_owner=True),
        *render_comment(range_type, target, range_type.description),
    )


def render_alter_range_type(
    before: RangeType, after: RangeType
) -> tuple[Statement, ...]:
    """Return what describes a range type otherwise."""
    return render_comment_change(
        after, f"TYPE {after.name.sql}", before.description, after.description
    )
