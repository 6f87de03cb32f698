"""Types as specs say them, held against the catalogs."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from tests.language.generated.reading.said import Said, Spec
from tests.language.generated.reading.tables import unlike

KINDS: Final = {
    "enum": "enum",
    "domain": "domain",
    "composite": "composite_type",
    "range": "range_type",
}
"""What the catalogs call them."""


def compare_type(said: Said, _: str, spec: Spec) -> Iterator[str]:
    """Yield in what a type differs from its spec."""
    schema, name = said.schema(spec), said.name(spec)
    key = next(it for it in KINDS if it in spec)
    at, found = f"{key} {name}", said.found(KINDS[key], schema, name)
    if found is None:
        yield f"missing: {at}"
        return
    yield from unlike(f"{at}: comment", found["comment"], spec.get("description"))
    inner = spec[key]
    wanted: dict[str, Any] = {}
    match key:
        case "enum":
            wanted["labels"] = inner
        case "domain":
            wanted |= _domain(said, inner)
            yield from _compare_checks(at, found, inner)
        case "composite":
            attributes = inner["attributes"].items()
            wanted["attributes"] = [_attribute(said, *it) for it in attributes]
        case _:
            wanted |= _range(said, schema, inner)
    for attribute, value in wanted.items():
        yield from unlike(f"{at}: {attribute}", found[attribute], value)


def _domain(said: Said, inner: Spec) -> dict[str, Any]:
    collation = inner.get("collation")
    return {
        "base": said.type(inner["base"]),
        "not_null": inner.get("not_null", False),
        "collation": collation and f"pg_catalog.{collation}",
    }


def _compare_checks(at: str, found: Mapping[str, Any], inner: Spec) -> Iterator[str]:
    checks = {
        name: it.get("description") if isinstance(it, dict) else None
        for name, it in inner.get("checks", {}).items()
    }
    listed = json.loads(found["constraints"] or "[]")
    shown = {it[0]: it[3] for it in listed if it[1] != "NOT NULL"}
    yield from unlike(f"{at}: checks", shown, checks)
    has_default = found["default"] is not None
    yield from unlike(f"{at}: default", has_default, "default" in inner)


def _range(said: Said, schema: str, inner: Spec) -> dict[str, Any]:
    wanted = {"subtype": said.type(re.sub(r"\(.*?\)", "", inner["subtype"]))}
    if "collation" in inner:
        wanted["collation"] = said.quote(inner["collation"])
    if "operator_class" in inner:
        wanted["opclass"] = inner["operator_class"]
    if "multirange_name" in inner:
        names = schema, inner["multirange_name"]
        wanted["multirange"] = ".".join(said.quote(it) for it in names)
    return wanted


def _attribute(said: Said, name: str, attribute: Spec) -> str:
    text = f"{said.quote(name)} {said.type(attribute['type'])}"
    if "collation" in attribute:
        text += f" COLLATE {said.quote(attribute['collation'])}"
    if "description" in attribute:
        text += f" -- {attribute['description']}"
    return text
