"""Event triggers, which are the whole database's."""

from collections.abc import Iterator
from typing import cast

from compiler.build.scope import Scope, parse_name
from compiler.build.sides import Sides
from compiler.build.triggers import find_fired
from compiler.document import MappingNode, Node
from compiler.model.event_trigger import EventTrigger
from compiler.model.trigger import Enabled

_REWRITING = frozenset({"ALTER MATERIALIZED VIEW", "ALTER TABLE", "ALTER TYPE"})
"""The only commands at which a table is rewritten."""


def assemble_event_triggers(sides: Sides) -> None:
    """Add the event triggers; one without leave to harden the database is noted."""
    scope = sides.shared.scope
    for document in sides.specs("event_trigger"):
        root = document.root
        name = root.scalars("event_trigger")[0]
        if not scope.project.harden_database:
            scope.findings.error(
                "database-wide",
                name.position,
                "an event trigger fires at commands in the whole database, whoever's "
                "they are",
                "Write `harden_database: true` into the project, if the database is "
                "its own.",
            )
        for where, message, remedy in _contradictions(root):
            scope.findings.error("unfit-event-trigger", where.position, message, remedy)
        trigger = _build(scope, root)
        if trigger is not None:
            sides.shared.assembly.add(trigger, root)


def _build(scope: Scope, root: MappingNode) -> EventTrigger | None:
    function = find_fired(scope, root.scalars("function")[0], returns="event_trigger")
    if function is None:
        return None
    return EventTrigger(
        name=parse_name(scope, root.scalars("event_trigger")[0]),
        event=root.text("event"),
        tags=tuple(tag.text for tag in root.scalars("tags")),
        function=function,
        enabled=cast("Enabled", root.text("enabled", "origin")),
        description=root.text("description"),
    )


def _contradictions(root: MappingNode) -> Iterator[tuple[Node, str, str]]:
    event, tags = root.text("event"), root.get("tags")
    if tags is not None and event == "login":
        yield tags, "a login is no command that has a tag", "Remove tags."
    if event == "table_rewrite":
        for tag in root.scalars("tags"):
            if tag.text not in _REWRITING:
                message = f"{tag.text} rewrites no table"
                yield tag, message, f"Write one of {', '.join(sorted(_REWRITING))}."
