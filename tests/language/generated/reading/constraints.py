"""Keys, checks and exclusions as specs say them, held against the catalogs."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tests.language.generated.reading.indexes import (
    compare_indexes,
    compare_statistics,
    element,
)
from tests.language.generated.reading.policies import compare_policies
from tests.language.generated.reading.said import Said, Spec
from tests.language.generated.reading.tables import Whole, tables, unlike, waits
from tests.language.generated.reading.triggers import compare_triggers


def compare_constraints(said: Said) -> Iterator[str]:
    """Yield in what the parts of tables differ from their specs."""
    for table in tables(said):
        if said.found("table", table.schema, table.name) is None:
            continue
        yield from _compare_keys(said, table)
        yield from _compare_checks(said, table)
        yield from _compare_exclusions(said, table)
        at = table.schema, table.name
        yield from compare_indexes(said, at, table.parts["indexes"], table.columns)
        yield from compare_statistics(said, table)
        yield from compare_triggers(
            said, table.schema, table.name, table.parts["triggers"]
        )
        yield from compare_policies(said, table)


def _constraints(said: Said, table: Whole, kinds: str) -> dict[str, Mapping[str, Any]]:
    return {
        ident[2]: it
        for (kind, ident), it in said.snapshot.items()
        if kind == "constraint"
        and ident[:2] == (table.schema, table.name)
        and it["type"] in kinds
        and it["parent"] is None
    }


def _compare_keys(said: Said, table: Whole) -> Iterator[str]:
    wanted: list[tuple[str, Spec]] = []
    if table.primary_key:
        wanted.append(
            (_key(said, table, "PRIMARY KEY", table.primary_key), table.primary_key)
        )
    for key in table.spec.get("unique", []):
        word = (
            "UNIQUE" if key.get("nulls_distinct", True) else "UNIQUE NULLS NOT DISTINCT"
        )
        wanted.append((_key(said, table, word, key), key))
    foreign_keys = table.spec.get("foreign_keys", [])
    wanted += [(_foreign_key(said, table, key), key) for key in foreign_keys]
    found = _constraints(said, table, "puf")
    yield from _hold(f"keys of {table.name}", found, wanted)


def _hold(
    at: str, found: Mapping[str, Mapping[str, Any]], wanted: list[tuple[str, Spec]]
) -> Iterator[str]:
    """Yield where definitions, names or comments are other than those wanted."""
    here, there = (
        Counter(it["def"] for it in found.values()),
        Counter(it for it, _ in wanted),
    )
    if here != there:
        yield f"{at}: the server has {here - there}, the specs say {there - here}"
    for definition, spec in wanted:
        if "name" in spec and found.get(spec["name"], {}).get("def") != definition:
            yield f"{at}: {spec['name']} is not {definition}"
    comments = sorted(it["comment"] for it in found.values() if it["comment"])
    described = sorted(it["description"] for _, it in wanted if "description" in it)
    yield from unlike(f"{at}: comments", comments, described)


def _key(said: Said, table: Whole, word: str, key: Spec) -> str:
    text = f"{word} ({said.quoted(table.key(key['columns']))}"
    text += " WITHOUT OVERLAPS)" if key.get("without_overlaps") else ")"
    if "include" in key:
        text += f" INCLUDE ({said.quoted(key['include'])})"
    return text + waits(key)


def _foreign_key(said: Said, table: Whole, key: Spec) -> str:
    target, to = _target(said, table, key)
    columns = list(key["columns"])
    own = columns
    if table.tenant_column and target.tenant_column:
        columns = list(dict.fromkeys((table.tenant_column, *columns)))
        to = list(dict.fromkeys((target.tenant_column, *to)))
    text = f"FOREIGN KEY ({said.quoted(columns)}) REFERENCES "
    text += f"{said.quote(target.schema)}.{said.quote(target.name)}({said.quoted(to)})"
    if key.get("match") == "full":
        text += " MATCH FULL"
    if key.get("on_update", "no action") != "no action":
        text += f" ON UPDATE {key['on_update'].upper()}"
    action = key.get("on_delete", "no action")
    if isinstance(action, dict):
        ((word, some),) = action.items()
        text += f" ON DELETE {word.upper()} ({said.quoted(some)})"
    elif action != "no action":
        text += f" ON DELETE {action.upper()}"
        if action.startswith("set") and columns != own:
            text += f" ({said.quoted(own)})"
    text += waits(key)
    if not key.get("enforced", True):
        return text + " NOT ENFORCED"
    return text + (" NOT VALID" if key.get("not_valid") else "")


def _target(said: Said, table: Whole, key: Spec) -> tuple[Whole, list[str]]:
    """Return the table that a foreign key refers to, with the columns there."""
    name = said.fill(key["references"])
    for target in tables(said):
        shared = "schema" in target.spec
        names = {f"{target.schema}.{target.name}", *(() if shared else (target.name,))}
        if name in names or (target.name == name and target.schema == table.schema):
            return target, list(key.get("to") or target.primary_key["columns"])
    raise AssertionError(name)


def _compare_checks(said: Said, table: Whole) -> Iterator[str]:
    at = f"checks of {table.name}"
    found = _constraints(said, table, "c")
    checks = {
        name: it if isinstance(it, dict) else {} for name, it in table.parts["checks"]
    }
    missing = checks.keys() - found.keys()
    if missing:
        yield f"{at}: the server lacks {sorted(missing)}"
    one_of = sum("one_of" in it for it in table.columns.values())
    yield from unlike(f"{at}: number", len(found), len(checks) + one_of)
    for name, check in checks.items():
        it = found.get(name)
        if it is None:
            continue
        enforced = check.get("enforced", True)
        yield from unlike(f"{at}: comment", it["comment"], check.get("description"))
        yield from unlike(
            f"{at}: no inherit", it["noinherit"], check.get("no_inherit", False)
        )
        yield from unlike(f"{at}: enforced", it["enforced"], enforced)
        valid = enforced and not check.get("not_valid", False)
        yield from unlike(f"{at}: valid", it["validated"], valid)


def _compare_exclusions(said: Said, table: Whole) -> Iterator[str]:
    at = f"exclusions of {table.name}"
    found = list(_constraints(said, table, "x").values())
    exclusions = table.spec.get("exclude", [])
    yield from unlike(f"{at}: number", len(found), len(exclusions))
    for exclusion in exclusions:
        parts = exclusion["elements"]
        elements = ", ".join(element(said, it, table.columns) for it in parts)
        text = rf"EXCLUDE USING {exclusion.get('method', 'gist')} \({elements}\)"
        if "include" in exclusion:
            text += re.escape(f" INCLUDE ({said.quoted(exclusion['include'])})")
        # Options of the index come along, unlike those of other keys.
        text += r" WITH \(.*\)" if "with" in exclusion else ""
        text += r" WHERE \(.*\)" if "where" in exclusion else ""
        text += waits(exclusion)
        fitting = [it for it in found if re.fullmatch(text, it["def"], re.DOTALL)]
        described = [
            it for it in fitting if it["comment"] == exclusion.get("description")
        ]
        if not described:
            yield f"{at}: none of {[it['def'] for it in found]} is {text}"
