"""Hooks for triggers of tables."""

from typing import Any

from tests.language.generated.drawing.columns import columns_of, condition, hook
from tests.language.generated.drawing.shape import GIVEN, LIKELY, OMIT, Drawn, Place
from tests.language.generated.drawing.world import unquoted


def _give_trigger(at: Place) -> Drawn:
    table, chance = at.world.table, at.chance
    functions = [
        it for it in at.world.trigger_functions if table.is_tenants or "." in it
    ]
    if not functions:
        return OMIT
    events = chance.some_of(("update", "insert", "delete"), 1, 3)
    drawn: dict[str, Any] = {
        "timing": chance.one_of(("before", "after")),
        "events": events,
    }
    drawn["function"] = chance.one_of(functions)
    aim = chance.aim[-1] if at.is_aimed_at else ""
    shape = "constraint" if aim == "deferrable" else aim
    shapes = ("", "constraint", "referencing", "of", "truncate", "when")
    _shape(at, drawn, shape or chance.one_of(shapes))
    return drawn


def _shape(at: Place, drawn: dict[str, Any], shape: str) -> None:
    """Make a trigger one of those that have more to say."""
    chance = at.chance
    columns = [it for it in columns_of(at) if it.name != "shop"]
    match shape:
        case "constraint" | "initially_deferred":
            drawn |= {"timing": "after", "constraint": True, "level": "row"}
        case "referencing" | "old_table" | "new_table":
            drawn |= {"timing": "after", "events": ["update"], "level": "statement"}
            drawn["referencing"] = {"new_table": "fresh"} | (
                {"old_table": "Stale one"}
                if shape == "old_table" or chance.happens(50)
                else {}
            )
        case "of" if columns:
            drawn["events"] = ["update"]
            drawn["of"] = chance.some_of(unquoted(columns), 1, 2)
        case "truncate":
            drawn |= {"events": ["truncate"], "level": "statement"}
        case "when":
            drawn["level"] = "row"
            fitting = [it for it in columns_of(at) if not it.generated]
            prefix = "old." if drawn["events"] == ["delete"] else "new."
            if "delete" in drawn["events"] and len(drawn["events"]) > 1:
                drawn["events"] = ["update"]
            if fitting:
                drawn["when"] = condition(at, chance.one_of(fitting), prefix)
        case _:
            pass


GIVEN["triggers.*"] = _give_trigger
for _name in ("of", "when", "constraint", "referencing", "level"):
    LIKELY[f"triggers.*.{_name}"] = 0


@hook("triggers.*.deferrable", "triggers.*.initially_deferred")
def _deferrable(at: Place) -> Drawn:
    return True if at.holder.get("constraint") else OMIT


@hook("triggers.*.level")
def _level(at: Place) -> Drawn:
    return at.chance.one_of(("row", "statement"))


@hook("triggers.*.arguments")
def _trigger_arguments(at: Place) -> Drawn:
    return at.chance.some_of(("a", 3, "it's", True, "back\\slash"), 1, 3)


@hook("triggers.key")
def _name_trigger(at: Place) -> Drawn:
    return at.world.take(at.chance.name(), f"triggers of {id(at.world.table)}")
