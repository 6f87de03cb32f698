"""Hooks for types: enumerated, domains, composite and ranges."""

import dataclasses
from collections.abc import Callable
from typing import Any, Final

from tests.language.generated.drawing.columns import draw_type, hook
from tests.language.generated.drawing.shape import (
    GIVEN,
    LIKELY,
    OMIT,
    Drawn,
    Place,
    draw_mapping,
)
from tests.language.generated.drawing.world import Type, quoted


def _give_type(at: Place) -> Drawn:
    name = at.world.take(at.chance.name(), "types")
    given: dict[str, Any] = {"type": name}
    sql = quoted(name)
    if at.chance.happens(20):
        given["schema"] = "acme"
        sql = f"acme.{sql}"
    aimed = [it for it in _BUILD if it in at.chance.aim and at.is_aimed_at]
    branch = at.chance.one_of(aimed or list(_BUILD))
    shared = "schema" in given
    at.world.table = dataclasses.replace(at.world.table, is_tenants=not shared)
    given[branch], made = _BUILD[branch](at.property(branch, given), sql)
    at.world.types[sql] = made
    return given


def _enum(at: Place, sql: str) -> tuple[Drawn, Type]:
    labels = at.chance.some_of(("low", "it's", "High", 'a"b', "x y", "ü"), 1, 4)
    constant = "'" + labels[0].replace("'", "''") + "'"
    return labels, Type(
        sql=sql, family="enum", constants=(constant,), plain=(labels[0],)
    )


def _domain(at: Place, sql: str) -> tuple[Drawn, Type]:
    families = ("integer", "text", "number", "uuid", "date", "array", "enum")
    base = draw_type(at, families)
    drawn = draw_mapping(at, {"base": base.sql} | _domain_options(at, base))
    return drawn, dataclasses.replace(base, sql=sql, family="domain", hashed=False)


def _composite(at: Place, sql: str) -> tuple[Drawn, Type]:
    drawn = draw_mapping(at, {"attributes": _attributes(at)})
    return drawn, _opaque(sql, "own", "NULL")


def _range(at: Place, sql: str) -> tuple[Drawn, Type]:
    base = draw_type(at, ("integer", "number", "date", "text", "span"))
    drawn = draw_mapping(at, {"subtype": base.sql} | _range_options(at, base))
    return drawn, _opaque(sql, "range", "'empty'")


def _opaque(sql: str, family: str, constant: str) -> Type:
    """Return a type whose values no row is given."""
    return Type(
        sql=sql,
        family=family,
        constants=(constant,),
        plain=(),
        ordered=family == "range",
        hashed=False,
    )


_BUILD: Final[dict[str, Callable[[Place, str], tuple[Drawn, Type]]]] = {
    "enum": _enum,
    "domain": _domain,
    "composite": _composite,
    "range": _range,
}


GIVEN["type"] = _give_type


def _domain_options(at: Place, base: Type) -> dict[str, Any]:
    drawn: dict[str, Any] = {}
    aim = at.chance.aim
    if at.chance.happens(30) or "default" in aim:
        drawn["default"] = at.chance.one_of(base.constants)
    if base.family == "text" and (at.chance.happens(30) or "collation" in aim):
        drawn["collation"] = "C"
    if at.chance.happens(30) or "checks" in aim:
        checks: dict[str, Any] = {
            "not_blank": "VALUE IS NOT NULL",
            "Other one": "VALUE = VALUE",
        }
        if "checks" in aim or at.chance.happens(50):
            checks["not_blank"] = {
                "expression": "VALUE IS NOT NULL",
                "description": "It's so.",
            }
        drawn["checks"] = checks
    return drawn


def _attributes(place: Place) -> dict[str, Any]:
    inner = place.property("attributes", {})
    drawn: dict[str, Any] = {}
    for _ in range(place.chance.between(1, 3)):
        found = draw_type(place)
        given: dict[str, Any] = {"type": found.sql}
        if found.family == "text" and (
            place.chance.happens(20) or "collation" in place.chance.aim
        ):
            given["collation"] = "POSIX"
        shape = inner.json_schema["additionalProperties"]
        drawn[place.chance.name()] = draw_mapping(inner.step("*", shape, {}), given)
    return drawn


def _range_options(at: Place, base: Type) -> dict[str, Any]:
    drawn: dict[str, Any] = {}
    aim = at.chance.aim[-1]
    if base.family == "text":
        if at.chance.happens(30) or aim == "collation":
            drawn["collation"] = "C"
        if base.sql == "text" and (at.chance.happens(30) or aim == "operator_class"):
            drawn["operator_class"] = "text_pattern_ops"
    if base.sql == "double precision":
        drawn["subtype_diff"] = "float8mi"
    if at.chance.happens(30) or aim == "multirange_name":
        drawn["multirange_name"] = at.world.take(at.chance.name(), "types")
    return drawn


for _inner in (
    *("domain.default", "domain.collation", "domain.checks", "attributes.*.collation"),
    *("range.operator_class", "range.collation", "range.subtype_diff"),
    "range.multirange_name",
):
    LIKELY[_inner] = 0


@hook("range.operator_class")
def _no_class(_: Place) -> Drawn:
    return OMIT


@hook("range.subtype_diff")
def _no_diff(_: Place) -> Drawn:
    return OMIT


@hook("range.collation", "domain.collation", "attributes.*.collation")
def _no_collation(_: Place) -> Drawn:
    return OMIT
