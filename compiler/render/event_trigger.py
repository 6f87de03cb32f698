"""Event triggers: only a superuser makes them, and so they are no owner's."""

from compiler.model.event_trigger import EventTrigger
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.statement import Statement
from compiler.render.trigger import render_enabled, render_enabled_change
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_event_trigger(trigger: EventTrigger) -> tuple[Statement, ...]:
    """Return the creation of an event trigger, and its comment."""
    sql = render_file("compiler.render", "event_trigger/create", trigger=trigger)
    target = f"EVENT TRIGGER {quote_identifier(trigger.name)}"
    return (
        Statement(sql=sql, object=trigger, as_owner=False),
        *render_comment(trigger, target, trigger.description, as_owner=False),
        *render_enabled(trigger, "event_trigger/enable", as_owner=False),
    )


def render_alter_event_trigger(
    before: EventTrigger, after: EventTrigger
) -> tuple[Statement, ...]:
    """Return what lets an event trigger fire elsewhere, or describes it otherwise."""
    return (
        *render_enabled_change(
            after, before.enabled, "event_trigger/enable", as_owner=False
        ),
        *render_comment_change(
            after,
            f"EVENT TRIGGER {quote_identifier(after.name)}",
            before.description,
            after.description,
            as_owner=False,
        ),
    )
