"""Hooks for keys, indexes and statistics: what a table says of its columns together."""

from typing import Any

from tests.language.generated.drawing.columns import (
    columns_of,
    hook,
    ordered_columns,
    scalar,
)
from tests.language.generated.drawing.shape import (
    GIVEN,
    LIKELY,
    OMIT,
    Drawn,
    Place,
    draw_mapping,
)
from tests.language.generated.drawing.world import Column, Table, unquoted

LIKELY["deferrable"] = LIKELY["initially_deferred"] = 12
LIKELY["include"] = 15
for _inner in ("exclude", "unique", "indexes", "foreign_keys", "primary_key"):
    LIKELY[f"{_inner}.*.name"] = 12


def rule_columns(at: Place) -> list[Column]:
    """Return columns that a rewrite rule may speak of."""
    return [it for it in columns_of(at) if not it.generated]


def _free(at: Place) -> list[Column]:
    """Return columns that a key may hold, which the tenant column is not."""
    return [column for column in ordered_columns(at) if column.name != "shop"]


@hook("primary_key.columns", "unique.*.columns")
def _key_columns(at: Place) -> Drawn:
    found = _free(at)
    if not found:
        return OMIT
    table = at.world.table
    chosen = unquoted(at.chance.some_of(found, 1, 2))
    if ("keys", f"{id(table)} {sorted(chosen)}") in at.world.taken:
        return OMIT
    at.world.take(f"{id(table)} {sorted(chosen)}", "keys")
    if at.path[1] == "primary_key":
        table.primary_key = chosen
        for name in chosen:
            table.columns[name].not_null = True
    return chosen


@hook("primary_key")
def _primary_key(at: Place) -> Drawn:
    inner = at.step("columns", at.json_schema["anyOf"][0], {})
    if not _free(at) or at.world.table.primary_key:
        return OMIT
    if at.is_aimed_at or at.chance.happens(25):
        drawn = draw_mapping(at.as_mapping())
        waits = isinstance(drawn, dict) and drawn.keys() & {
            "deferrable",
            "initially_deferred",
        }
        at.world.table.primary_key_waits = bool(waits)
        return drawn
    return _key_columns(inner)


@hook(
    "primary_key.without_overlaps", "unique.*.without_overlaps", "foreign_keys.*.period"
)
def _temporal(_: Place) -> Drawn:
    # It takes btree_gist beside the tenant column, which not every server has.
    return False


@hook(
    "primary_key.include", "unique.*.include", "indexes.*.include", "exclude.*.include"
)
def _include(at: Place) -> Drawn:
    method = at.holder.get("method", "btree")
    used = [it for it in at.holder.get("columns", []) if isinstance(it, str)]
    found = [it for it in columns_of(at) if it.name not in used and it.name != "shop"]
    if at.path[-2] == "exclude" or method not in {"btree", "gist"} or not found:
        return OMIT
    return unquoted(at.chance.some_of(found, 1, 2))


@hook("primary_key.with", "unique.*.with", "indexes.*.with", "exclude.*.with")
def _with(at: Place) -> Drawn:
    match at.holder.get("method", "gist" if "exclude" in at.path else "btree"):
        case "brin":
            return {"pages_per_range": 16}
        case "gin":
            return {"fastupdate": "off"}
        case _:
            return {"fillfactor": 70}


@hook(
    "primary_key.name",
    "unique.*.name",
    "exclude.*.name",
    "indexes.*.name",
    "statistics.*.name",
)
def _name(at: Place) -> Drawn:
    among = "relations" if at.world.table.is_tenants else "shared relations"
    return at.world.take(at.chance.name(), among)


@hook("foreign_keys.*.name")
def _name_foreign_key(at: Place) -> Drawn:
    return at.world.take(at.chance.name(), f"constraints of {id(at.world.table)}")


def _give_foreign_key(at: Place) -> Drawn:
    here = at.world.table
    shared = [it for it in at.world.tables.values() if not it.is_tenants]
    targets = [here, *(at.world.tables.values() if here.is_tenants else shared)]
    pairs = [(it, found) for it in targets for found in _matching(at, it)]
    if not pairs:
        return OMIT
    target, (columns, to) = at.chance.one_of(pairs)
    drawn: dict[str, Any] = {"columns": columns, "references": target.name}
    # What a foreign key is called by default is made of its columns.
    if ("foreign keys", f"{id(here)} {columns}") in at.world.taken:
        return OMIT
    at.world.take(f"{id(here)} {columns}", "foreign keys")
    if to != target.primary_key or at.chance.happens(30):
        drawn["to"] = to
    return drawn


GIVEN["foreign_keys.*"] = _give_foreign_key


def _matching(at: Place, target: Table) -> list[tuple[list[str], list[str]]]:
    """Return columns here that can refer to a key there, with that key."""
    found = []
    keys = [] if target.primary_key_waits else [target.primary_key]
    for key in [*keys, *target.keys]:
        whole = [*key, *(it for it in target.partition_columns if it not in key)]
        fitting: list[str] = []
        for name in whole if key else ():
            wanted = target.columns[name]
            fitting += [
                it.name
                for it in columns_of(at)
                if it.type.sql == wanted.type.sql
                and it.collation == wanted.collation
                and not it.generated
                and it.name not in fitting
                and it.name != "shop"
            ][:1]
        if key and len(fitting) == len(whole):
            found.append((fitting, whole))
    return found


@hook("foreign_keys.*.on_delete")
def _on_delete(at: Place) -> Drawn:
    action = at.chance.one_of(
        ("cascade", "no action", "restrict", "set null", "set default")
    )
    inside = at.is_aimed_at and at.chance.aim[-1] in {"set null", "set default"}
    if inside or (action.startswith("set") and at.chance.happens(40)):
        action = at.chance.aim[-1] if inside else action
        return {action: at.chance.some_of(at.holder["columns"], 1, 2)}
    return action


@hook("foreign_keys.*.not_valid")
def _not_valid(at: Place) -> Drawn:
    return at.world.postgres >= 18 or "partition_by" not in at.outer


def _give_exclusion(at: Place) -> Drawn:
    if at.world.table.partitioned:
        return OMIT
    drawn = _exclusion(at)
    if drawn is not OMIT:
        named = [it.get("column", "expression") for it in drawn["elements"]]
        if ("exclusions", f"{id(at.world.table)} {named}") in at.world.taken:
            return OMIT
        at.world.take(f"{id(at.world.table)} {named}", "exclusions")
    return drawn


def _exclusion(at: Place) -> Drawn:
    ranges, ordered = columns_of(at, ["range"]), ordered_columns(at)
    if ranges and (not ordered or not at.chance.happens(30)):
        column = at.chance.one_of(ranges)
        element: dict[str, Any] = {"column": column.name}
        if at.chance.happens(20) or "expression" in at.chance.aim:
            element = {"expression": scalar(at, column)}
        return {"elements": [element | {"operator": at.chance.one_of(("&&", "="))}]}
    if not ordered:
        return OMIT
    method = at.chance.one_of(("btree", "hash"))
    column = at.chance.one_of(ordered)
    if method == "hash" and not column.type.hashed:
        return OMIT
    place = at.property("elements", {}).about(column)
    inner = place.step("*", place.json_schema["items"], {"method": method})
    element = draw_mapping(inner, {"column": column.name, "operator": "="})
    return {"elements": [element], "method": method}


GIVEN["exclude.*"] = _give_exclusion


@hook("deferrable")
def _deferrable(_: Place) -> Drawn:
    return True


@hook("initially_deferred")
def _initially_deferred(at: Place) -> Drawn:
    return bool(at.holder.get("deferrable", True))


@hook("replica_identity.index")
def _identity_index(at: Place) -> Drawn:
    return at.chance.name()


@hook("table.replica_identity")
def _replica_identity(at: Place) -> Drawn:
    if at.is_aimed_at and len(at.chance.aim) > 2:
        key = at.outer.get("primary_key") or at.holder.get("primary_key")
        name = key.get("name") if isinstance(key, dict) else None
        if (
            isinstance(key, dict)
            and name
            and not key.keys() & {"deferrable", "initially_deferred"}
        ):
            return {"index": name}
        return OMIT
    return at.chance.one_of(("full", "nothing", "default"))
