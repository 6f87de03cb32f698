"""Triggers."""

from compiler.model.trigger import Trigger
from compiler.render.comment import render_comment
from compiler.render.expression import arrange_expression
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_trigger(trigger: Trigger) -> tuple[Statement, ...]:
    """Return the creation of a trigger, and its comment."""
    sql = render_file(
        "compiler.render",
        "trigger/create",
        trigger=trigger,
        events=tuple(_event(trigger, event) for event in trigger.events),
        condition=arrange_expression(trigger.condition, 2) if trigger.condition else "",
    )
    target = f"TRIGGER {quote_identifier(trigger.name)} ON {trigger.table.sql}"
    return (
        Statement(sql=sql, object=trigger, as_owner=True),
        *render_comment(trigger, target, trigger.description),
    )


def _event(trigger: Trigger, event: str) -> str:
    if event != "update" or not trigger.columns:
        return event.upper()
    columns = ", ".join(quote_identifier(column) for column in trigger.columns)
    return f"UPDATE OF {columns}"
