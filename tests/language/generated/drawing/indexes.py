"""Hooks for indexes and extended statistics."""

import dataclasses
from typing import Final

from tests.language.generated.drawing.columns import (
    columns_of,
    condition,
    hook,
    ordered_columns,
    scalar,
)
from tests.language.generated.drawing.shape import (
    GIVEN,
    OMIT,
    Drawn,
    Place,
    draw_mapping,
    draw_value,
)
from tests.language.generated.drawing.world import unquoted

METHODS: Final = {
    "gin": ("jsonb", "array", "texts", "tsvector"),
    "gist": ("range", "point", "tsvector"),
    "spgist": ("range", "point", "text"),
    "brin": ("integer", "number", "time", "date", "uuid", "text"),
}
OPERATOR_CLASSES: Final = {
    ("btree", "text"): ("text_ops", "text_pattern_ops", "varchar_pattern_ops"),
    ("gin", "jsonb"): ("jsonb_path_ops", "jsonb_ops"),
    ("brin", "integer"): (),
}


@hook("where")
def _where(at: Place) -> Drawn:
    found = columns_of(at)
    return condition(at, at.chance.one_of(found)) if found else OMIT


def _give_index(at: Place) -> Drawn:
    method = at.chance.one_of(("btree", "btree", "hash", *METHODS))
    families = METHODS.get(method, ())
    found = [it for it in columns_of(at, families) if families or it.type.ordered]
    if method == "hash":
        found = [it for it in found if it.type.hashed]
    if not found:
        return OMIT
    several = 1 if method in {"hash", "spgist"} else 3
    place = at.property("columns", {})
    chosen = at.chance.some_of(found, 1, several)
    columns = [
        draw_value(
            place.step("*", place.json_schema["items"], {"method": method}).about(it)
        )
        for it in chosen
    ]
    columns = [it for it in columns if it is not OMIT]
    if not columns:
        return OMIT
    named = [
        it if isinstance(it, str) else it.get("column", "expression") for it in columns
    ]
    if ("indexes", f"{id(at.world.table)} {named}") in at.world.taken:
        return OMIT
    at.world.take(f"{id(at.world.table)} {named}", "indexes")
    drawn = {"columns": columns}
    return drawn if method == "btree" else drawn | {"method": method}


GIVEN["indexes.*"] = _give_index


@hook("indexes.*.columns.*")
def _index_element(at: Place) -> Drawn:
    if at.column is None:
        return at.chance.name()
    if not at.is_aimed_at and not at.chance.happens(35):
        return at.column.name
    place = at.as_mapping()
    expression = at.chance.aim[-1] == "expression" or at.chance.happens(25)
    if expression and at.column.type.family in {"integer", "text", "number"}:
        given = {"expression": scalar(at, at.column)}
    else:
        given = {"column": at.column.name}
    return draw_mapping(dataclasses.replace(place, outer=at.holder), given)


@hook("columns.*.order", "columns.*.nulls", "elements.*.order", "elements.*.nulls")
def _order(at: Place) -> Drawn:
    sorts = at.outer.get("method") == "btree"
    return at.chance.one_of(at.json_schema["enum"]) if sorts else OMIT


@hook("indexes.*.columns.*.collation", "elements.*.collation")
def _collation(at: Place) -> Drawn:
    is_text = at.column is not None and at.column.type.family == "text"
    return "C" if is_text else OMIT


@hook("indexes.*.columns.*.operator_class", "elements.*.operator_class")
def _operator_class(at: Place) -> Drawn:
    family = at.column.type.family if at.column else ""
    options = OPERATOR_CLASSES.get((at.outer.get("method", "btree"), family), ())
    plain = [it for it in options if it != "varchar_pattern_ops"]
    if at.outer.get("method") == "brin" and family == "integer" and at.column:
        bits = {"bigint": "int8", "int8": "int8", "smallint": "int2"}.get(
            at.column.type.sql, "int4"
        )
        name = f"{bits}_minmax_multi_ops"
        whole = {"name": name, "parameters": {"values_per_range": 32}}
        if at.holder.get("expression"):
            return OMIT
        return at.chance.one_of((name, {"name": name}, whole))
    return at.chance.one_of(plain) if plain else OMIT


@hook("indexes.*.operator_class")
def _common_class(at: Place) -> Drawn:
    columns = at.holder.get("columns", [])
    names = [it for it in columns if isinstance(it, str)]
    found = [at.world.table.columns[it] for it in names if it in at.world.table.columns]
    families = {it.type.family for it in found}
    if (
        len(found) != len(columns)
        or families != {"jsonb"}
        or at.holder.get("method") != "gin"
    ):
        return OMIT
    return at.chance.one_of(("jsonb_path_ops", {"name": "jsonb_ops"}))


@hook("indexes.*.unique", "indexes.*.nulls_distinct")
def _unique(at: Place) -> Drawn:
    if at.holder.get("method", "btree") != "btree":
        return OMIT
    return True if at.path[-1] == "unique" else not at.holder.get("unique")


@hook("indexes.*.only")
def _only(at: Place) -> Drawn:
    return True if at.world.table.partitioned else OMIT


@hook("indexes.*.method")
def _method(_: Place) -> Drawn:
    return OMIT


@hook("statistics.*.columns")
def _statistics(at: Place) -> Drawn:
    drawn = _statistics_columns(at)
    if (
        drawn is OMIT
        or ("statistics", f"{id(at.world.table)} {drawn}") in at.world.taken
    ):
        return OMIT
    at.world.take(f"{id(at.world.table)} {drawn}", "statistics")
    return drawn


def _statistics_columns(at: Place) -> Drawn:
    found = ordered_columns(at)
    if "expression" in at.chance.aim or at.chance.happens(20):
        some = [it for it in found if it.type.family in {"integer", "text"}]
        return [{"expression": scalar(at, at.chance.one_of(some))}] if some else OMIT
    return unquoted(at.chance.some_of(found, 2, 3)) if len(found) > 1 else OMIT


@hook("statistics.*.kinds")
def _kinds(at: Place) -> Drawn:
    alone = len(at.holder.get("columns", ())) < 2
    return (
        OMIT if alone else at.chance.some_of(("ndistinct", "dependencies", "mcv"), 1, 3)
    )
