"""Extended statistics."""

from compiler.model.name import QualifiedName
from compiler.model.statistics import Statistics, StatisticsElement
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.expression import arrange_expression
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_statistics(statistics: Statistics) -> tuple[Statement, ...]:
    """Return the creation of extended statistics, their target and their comment."""
    name = QualifiedName(schema=statistics.table.schema, name=statistics.name)
    actions = ("create",) if statistics.target is None else ("create", "target")
    made = (
        render_file(
            "compiler.render",
            f"statistics/{action}",
            statistics=statistics,
            name=name,
            target=statistics.target,
            elements=tuple(map(_element, statistics.elements)),
        )
        for action in actions
    )
    return (
        *(Statement(sql=sql, object=statistics, as_owner=True) for sql in made),
        *render_comment(statistics, f"STATISTICS {name.sql}", statistics.description),
    )


def _element(element: StatisticsElement) -> str:
    if element.is_column:
        return quote_identifier(element.expression)
    return arrange_expression(element.expression, 2)


def render_alter_statistics(
    before: Statistics, after: Statistics
) -> tuple[Statement, ...]:
    """Return what gives statistics another target or description."""
    name = QualifiedName(schema=after.table.schema, name=after.name)
    targeted: tuple[Statement, ...] = ()
    if before.target != after.target:
        # The server's default is said by a number that is none.
        target = -1 if after.target is None else after.target
        sql = render_file(
            "compiler.render", "statistics/target", name=name, target=target
        )
        targeted = (Statement(sql=sql, object=after, as_owner=True),)
    return (
        *targeted,
        *render_comment_change(
            after, f"STATISTICS {name.sql}", before.description, after.description
        ),
    )
