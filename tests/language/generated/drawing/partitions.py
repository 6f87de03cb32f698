"""Hooks for partitions, whose bounds have to fit together."""

import dataclasses
from itertools import pairwise
from typing import Any, Final

from tests.language.generated.drawing.columns import columns_of, hook
from tests.language.generated.drawing.shape import (
    GIVEN,
    LIKELY,
    OMIT,
    Drawn,
    Place,
    draw_mapping,
)
from tests.language.generated.drawing.world import Column
from tests.language.properties import EACH

BOUNDS: Final = ("in", "from", "to", "modulus", "remainder", "default")
for _name in BOUNDS:
    LIKELY[f"partitions.*.{_name}"] = 0
LIKELY["partitions.*.partition_by"] = 12
LIKELY["partition_by.ahead"] = 30
LIKELY["partition_by.every"] = LIKELY["partition_by.partitions"] = 0

LIST_VALUES: Final = {
    "text": (["'a'", "'it''s'"], ["'b'"], "'c'", [None]),
    "integer": ([1, 2], 3, [None], [4]),
    "boolean": (["true"], ["false"]),
    "uuid": (["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"],),
}
RANGE_ENDS: Final = {
    "integer": ("minvalue", 1, 10, 100, "maxvalue"),
    "text": ("minvalue", "'g'", "'m'", "maxvalue"),
    "date": ("'2026-01-01'", "'2026-06-01'", "'2027-01-01'"),
    "time": ("'2026-01-01'", "'2026-06-01'", "maxvalue"),
    "number": ("minvalue", 0, 1.5, "maxvalue"),
}


def _candidates(at: Place, strategy: str) -> list[Column]:
    families = {
        "every": ("time", "date"),
        "list": tuple(LIST_VALUES),
        "range": tuple(RANGE_ENDS),
    }
    found = columns_of(at, families.get(strategy, ()))
    if strategy == "hash":
        found = [it for it in found if it.type.hashed]
    found = [it for it in found if not it.generated and it.name != "shop"]
    key = at.world.table.primary_key
    return [it for it in found if it.name in key] or found


def _strategy(at: Place) -> str:
    rest = at.chance.aim[len(at.path) :] if at.is_aimed_at else ()
    # What is aimed at further inside is for the partitions to have.
    inside = set() if "partition_by" in rest else set(rest)
    if "partition_by" in rest:
        return at.chance.one_of(("list", "range"))
    for word, strategy in {
        "every": "every",
        "ahead": "every",
        "in": "list",
        "list": "list",
        "default": "list",
        "from": "range",
        "to": "range",
        "modulus": "hash",
        "remainder": "hash",
        "hash": "hash",
    }.items():
        if word in inside:
            return strategy
    return at.chance.one_of(("list", "hash", "range", "every"))


def _give_partitioning(at: Place) -> Drawn:
    table, strategy = at.world.table, _strategy(at)
    found = _candidates(at, strategy)
    if not found or at.world.table.columns.keys() & {"identity"}:
        return OMIT
    column = at.chance.one_of(found)
    table.partitioned = True
    if column.name not in table.partition_columns:
        table.partition_columns.append(column.name)
    if strategy == "every":
        every = at.chance.one_of(("1 month", "7 days", "1 year", "12 hours"))
        if column.type.family == "date" and every.endswith("hours"):
            every = "1 day"
        return {"range": column.name, "every": every}
    drawn: dict[str, Any] = {strategy: column.name}
    if "expression" in at.chance.aim[len(at.path) :] and not table.primary_key:
        table.partition_columns.remove(column.name)
        drawn[strategy] = [{"expression": f"coalesce({column.sql}, {column.sql})"}]
    elif at.chance.happens(20):
        drawn[strategy] = [column.name]
    counted = strategy == "hash" and at.chance.aim[-1] not in {"modulus", "remainder"}
    if counted and not (at.is_aimed_at and len(at.chance.aim) > len(at.path) + 1):
        return drawn | {"partitions": at.chance.between(1, 4)}
    return drawn | {"partitions": _partitions(at, strategy, column)}


@hook("partition_by.ahead")
def _ahead(at: Place) -> Drawn:
    return at.chance.between(1, 3) if "every" in at.holder else OMIT


@hook(*(f"partitions.*.{it}" for it in BOUNDS))
def _no_bound(_: Place) -> Drawn:
    return OMIT


GIVEN["partition_by"] = _give_partitioning


def _partitions(at: Place, strategy: str, column: Column) -> dict[str, Any]:
    place = at.property("partitions", {})
    whole = dataclasses.replace(place, json_schema=place.json_schema["anyOf"][1])
    inner = whole.step(EACH, whole.json_schema["additionalProperties"], {})
    drawn: dict[str, Any] = {}
    for number, bound in enumerate(_bounds(at, strategy, column)):
        name = at.chance.name() if at.chance.happens(30) else f"p{number}"
        if name not in drawn:
            drawn[name] = draw_mapping(inner, bound)
    return drawn


def _bounds(at: Place, strategy: str, column: Column) -> list[dict[str, Any]]:
    rest = (
        [{"default": True}]
        if at.chance.happens(50) or at.chance.aim[-1] == "default"
        else []
    )
    family = column.type.family
    if strategy == "hash":
        modulus = at.chance.between(1, 4)
        return [{"modulus": modulus, "remainder": it} for it in range(modulus)]
    if strategy == "list":
        values = LIST_VALUES[family]
        return [{"in": it} for it in values[: at.chance.between(1, len(values))]] + rest
    ends = RANGE_ENDS[family]
    pairs = list(pairwise(ends))
    return [
        {"from": low, "to": high} for low, high in pairs[: at.chance.between(1, 3)]
    ] + rest
