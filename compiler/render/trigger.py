"""Triggers."""

from typing import Final

from compiler.model.event_trigger import EventTrigger
from compiler.model.trigger import Trigger
from compiler.render.comment import render_comment
from compiler.render.expression import arrange_expression
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier

_ENABLED: Final = {
    "origin": "",
    "always": "ENABLE ALWAYS",
    "replica": "ENABLE REPLICA",
    "disabled": "DISABLE",
}


def render_create_trigger(trigger: Trigger) -> tuple[Statement, ...]:
    """Return the creation of a trigger, and its comment."""
    sql = render_file(
        "compiler.render",
        "trigger/create",
        trigger=trigger,
        deferral=_deferral(trigger),
        transition=_transition(trigger),
        events=tuple(_event(trigger, event) for event in trigger.events),
        condition=arrange_expression(trigger.condition, 2) if trigger.condition else "",
    )
    target = f"TRIGGER {quote_identifier(trigger.name)} ON {trigger.table.sql}"
    return (
        Statement(sql=sql, object=trigger, as_owner=True),
        *render_enabled(trigger, "trigger/enable", as_owner=True),
        *render_comment(trigger, target, trigger.description),
    )


def render_enabled(
    trigger: Trigger | EventTrigger, template: str, *, as_owner: bool
) -> tuple[Statement, ...]:
    """Return what a trigger needs that does not fire as new ones do."""
    word = _ENABLED[trigger.enabled]
    if not word:
        return ()
    sql = render_file("compiler.render", template, trigger=trigger, word=word)
    return (Statement(sql=sql, object=trigger, as_owner=as_owner),)


def _deferral(trigger: Trigger) -> str:
    if not trigger.deferrable:
        return ""
    when = "DEFERRED" if trigger.initially_deferred else "IMMEDIATE"
    return f"DEFERRABLE INITIALLY {when}"


def _transition(trigger: Trigger) -> str:
    tables = (("OLD", trigger.old_table), ("NEW", trigger.new_table))
    return " ".join(
        f"{word} TABLE AS {quote_identifier(name)}" for word, name in tables if name
    )


def _event(trigger: Trigger, event: str) -> str:
    if event != "update" or not trigger.columns:
        return event.upper()
    columns = ", ".join(quote_identifier(column) for column in trigger.columns)
    return f"UPDATE OF {columns}"
