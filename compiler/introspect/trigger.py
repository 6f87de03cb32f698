"""Triggers and event triggers, as the catalogs have them.

Source: PostgreSQL's `catalog/pg_trigger.h` for the bits of `tgtype`.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from compiler.introspect.facts import Fact, SchemaFacts
from compiler.model.event_trigger import EventTrigger
from compiler.model.name import QualifiedName
from compiler.model.trigger import Enabled, Trigger
from compiler.syntax.commas import hide_quoted

_ROW: Final = 1
_BEFORE: Final = 2
_INSTEAD: Final = 64
_EVENTS: Final = (("insert", 4), ("update", 16), ("delete", 8), ("truncate", 32))

_WHEN: Final = " WHEN ("
_EXECUTE: Final = ") EXECUTE FUNCTION "

_ENABLED: Final[Mapping[str, Enabled]] = {
    "O": "origin",
    "A": "always",
    "R": "replica",
    "D": "disabled",
}


def build_triggers(facts: SchemaFacts) -> Iterator[Trigger]:
    """Yield the triggers of a schema."""
    for fact in facts.of("trigger"):
        bits = fact["bits"]
        yield Trigger(
            table=QualifiedName(fact["schema"], fact["table"]),
            name=fact["name"],
            timing=_timing(bits),
            events=tuple(event for event, bit in _EVENTS if bits & bit),
            columns=tuple(fact["columns"]),
            constraint=fact["constraint"],
            deferrable=fact["deferrable"],
            initially_deferred=fact["deferred"],
            old_table=fact["old_table"],
            new_table=fact["new_table"],
            level="row" if bits & _ROW else "statement",
            condition=_condition(fact),
            function=QualifiedName(fact["function_schema"], fact["function"]),
            arguments=_arguments(fact),
            enabled=_ENABLED[fact["enabled"]],
            description=fact["description"],
        )


def build_event_triggers(facts: SchemaFacts) -> Iterator[EventTrigger]:
    """Yield the event triggers that call functions of a schema."""
    for fact in facts.of("event_trigger"):
        yield EventTrigger(
            name=fact["name"],
            event=fact["event"],
            tags=tuple(fact["tags"]),
            function=QualifiedName(fact["schema"], fact["function"]),
            enabled=_ENABLED[fact["enabled"]],
            description=fact["description"],
        )


def cut_condition(definition: str) -> str:
    """Return the condition of a trigger out of its definition.

    Args:
        definition: as `pg_get_triggerdef` gives it, of a trigger that has WHEN.
    """
    # Names and texts in quotes are hidden, and nothing else can hold these words.
    hidden = hide_quoted(definition)
    begin = hidden.index(_WHEN) + len(_WHEN)
    return definition[begin : hidden.rindex(_EXECUTE)].strip()


def _timing(bits: int) -> Literal["before", "after", "instead of"]:
    if bits & _INSTEAD:
        return "instead of"
    return "before" if bits & _BEFORE else "after"


def _condition(fact: Fact) -> str:
    if not fact["conditional"]:
        return ""
    return cut_condition(fact["definition"])


def _arguments(fact: Fact) -> tuple[str, ...]:
    # Each ends with a NUL.
    texts = bytes.fromhex(fact["arguments"]).split(b"\0")
    return tuple(text.decode() for text in texts[: fact["argument_count"]])
