"""Which tables keep their rows for longer than before, and which for less long."""

from collections.abc import Mapping

from compiler.build.blueprint import Blueprint
from compiler.build.interval import parse_interval
from compiler.model.table import Table
from compiler.plan.retention_change import RetentionChange


def compare_retention(
    before: Blueprint, after: Blueprint
) -> tuple[RetentionChange, ...]:
    """Return the tables of both states that keep their rows for another time."""
    old, new = _keeps(before), _keeps(after)
    there = {item.name.name for item in _tables(before)}
    changes = []
    for table in sorted({item.name.name for item in _tables(after)} & there):
        was, will = old.get(table, ""), new.get(table, "")
        if _length(was) != _length(will):
            longer = _length(will) > _length(was)
            changes.append(
                RetentionChange(table=table, before=was, after=will, longer=longer)
            )
    return tuple(changes)


def _keeps(blueprint: Blueprint) -> Mapping[str, str]:
    return {
        part.owner.name: blueprint.keeps.get(part.name, "")
        for part in blueprint.parts
        if part.kind == "retention"
    }


def _tables(blueprint: Blueprint) -> tuple[Table, ...]:
    return tuple(item for item in blueprint.tenant.objects if isinstance(item, Table))


def _length(keep: str) -> float:
    """Return how long rows live, in days about; for ever without a rule."""
    return parse_interval(keep).rough_days if keep else float("inf")
