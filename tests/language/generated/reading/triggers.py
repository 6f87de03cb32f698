"""Triggers and rewrite rules as specs say them, held against the catalogs."""

import re
from collections.abc import Iterator
from typing import Any, Final

from tests.language.generated.reading.said import Said, Spec
from tests.language.generated.reading.tables import unlike, waits

FIRES: Final = {"origin": "O", "always": "A", "replica": "R", "disabled": "D"}


def compare_triggers(
    said: Said, schema: str, name: str, triggers: list[Any]
) -> Iterator[str]:
    """Yield in what the triggers of a table or view differ from their specs."""
    at = f"triggers of {name}"
    found = {
        ident[2]: it
        for (kind, ident), it in said.snapshot.items()
        if kind == "trigger" and ident[:2] == (schema, name)
    }
    missing = {key for key, _ in triggers} - found.keys()
    if missing:
        yield f"{at}: the server lacks {sorted(missing)}"
    for key, trigger in triggers:
        if key in found:
            text = _trigger(
                said, f"{said.quote(schema)}.{said.quote(name)}", key, trigger
            )
            if not re.fullmatch(text, found[key]["def"], re.DOTALL):
                yield f"{at}: {found[key]['def']!r} is not {text!r}"
            yield from unlike(
                f"{at}: comment", found[key]["comment"], trigger.get("description")
            )
            fires = FIRES[trigger.get("enabled", "origin")]
            yield from unlike(f"{at}: enabled", found[key]["enabled"], fires)


def _trigger(said: Said, of: str, name: str, trigger: Spec) -> str:
    constraint = "CONSTRAINT " if trigger.get("constraint") else ""
    of_columns = f" OF {said.quoted(trigger['of'])}" if "of" in trigger else ""
    events = [
        it
        for it in ("insert", "delete", "update", "truncate")
        if it in trigger["events"]
    ]
    said_events = " OR ".join(
        it.upper() + (of_columns if it == "update" else "") for it in events
    )
    fires = f"{trigger['timing'].upper()} {said_events} ON {of}"
    text = re.escape(f"CREATE {constraint}TRIGGER {said.quote(name)} {fires}")
    if constraint:
        when = waits(trigger) or " NOT DEFERRABLE"
        text += when if "INITIALLY" in when else f"{when} INITIALLY IMMEDIATE"
    tables = trigger.get("referencing", {})
    text += " REFERENCING" if tables else ""
    for word in ("old", "new"):
        if f"{word}_table" in tables:
            text += re.escape(
                f" {word.upper()} TABLE AS {said.quote(tables[f'{word}_table'])}"
            )
    level = trigger.get("level", "row" if trigger["timing"] == "instead of" else "")
    # A trigger of a view that is no instead of one runs for the statement.
    text += f" FOR EACH {level.upper()}" if level else " FOR EACH (ROW|STATEMENT)"
    text += r" WHEN \(.*\)" if "when" in trigger else ""
    return text + r" EXECUTE FUNCTION .*"


def compare_rules(said: Said, spec: Spec) -> Iterator[str]:
    """Yield in what the rewrite rules of a table or view differ from its spec."""
    schema, name = said.schema(spec), said.name(spec)
    for key, rule in spec.get("rules", {}).items():
        at, found = f"rule {key} of {name}", said.found("rule", schema, name, key)
        if found is None:
            yield f"missing: {at}"
            continue
        text = rf"CREATE RULE .*\sON {rule['event'].upper()} TO .*"
        text += r"WHERE .*" if "where" in rule else ""
        text += r" DO INSTEAD\s.*" if rule.get("instead") else r" DO\s(?!INSTEAD).*"
        if not re.fullmatch(text, found["def"], re.DOTALL):
            yield f"{at}: {found['def']!r} is not {text!r}"
        yield from unlike(f"{at}: comment", found["comment"], rule.get("description"))
