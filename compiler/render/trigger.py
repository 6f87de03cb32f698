"""Triggers."""

import dataclasses
from typing import Final

from compiler.model.event_trigger import EventTrigger
from compiler.model.trigger import Enabled, Trigger
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.expression import arrange_expression
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier

_ENABLED: Final = {
    "origin": "ENABLE",
    "always": "ENABLE ALWAYS",
    "replica": "ENABLE REPLICA",
    "disabled": "DISABLE",
}


def render_create_trigger(trigger: Trigger) -> tuple[Statement, ...]:
    """Return the creation of a trigger, and its comment."""
    return (
        _define(trigger, or_replace=""),
        *render_enabled(trigger, "trigger/enable", as_owner=True),
        *render_comment(trigger, _target(trigger), trigger.description),
    )


def render_alter_trigger(before: Trigger, after: Trigger) -> tuple[Statement, ...]:
    """Return what makes one trigger of another."""
    told_apart = dataclasses.replace(
        before, enabled=after.enabled, description=after.description
    )
    is_defined = told_apart != after
    # Defined anew, it fires as new ones do.
    enabled = "origin" if is_defined else before.enabled
    return (
        *((_define(after, or_replace="OR REPLACE "),) if is_defined else ()),
        *render_enabled_change(after, enabled, "trigger/enable", as_owner=True),
        *render_comment_change(
            after, _target(after), before.description, after.description
        ),
    )


def _target(trigger: Trigger) -> str:
    return f"TRIGGER {quote_identifier(trigger.name)} ON {trigger.table.sql}"


def _define(trigger: Trigger, *, or_replace: str) -> Statement:
    sql = render_file(
        "compiler.render",
        "trigger/create",
        trigger=trigger,
        or_replace=or_replace,
        deferral=_deferral(trigger),
        transition=_transition(trigger),
        events=tuple(_event(trigger, event) for event in trigger.events),
        condition=arrange_expression(trigger.condition, 2) if trigger.condition else "",
    )
    return Statement(sql=sql, object=trigger, as_owner=True)


def render_enabled(
    trigger: Trigger | EventTrigger, template: str, *, as_owner: bool
) -> tuple[Statement, ...]:
    """Return what a trigger needs that does not fire as new ones do."""
    return render_enabled_change(trigger, "origin", template, as_owner=as_owner)


def render_enabled_change(
    trigger: Trigger | EventTrigger, before: Enabled, template: str, *, as_owner: bool
) -> tuple[Statement, ...]:
    """Return what lets a trigger fire in other sessions than it does.

    Args:
        trigger: as it is wanted.
        before: in which sessions it fires.
        template: of the statement.
        as_owner: whether the platform's owner may say it.
    """
    if trigger.enabled == before:
        return ()
    word = _ENABLED[trigger.enabled]
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
