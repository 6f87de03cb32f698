"""Functions, procedures and aggregates as specs say them, held against the catalogs."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.language.generated.reading.said import Said, Spec
from tests.language.generated.reading.tables import unlike


def compare_routine(said: Said, kind: str, spec: Spec) -> Iterator[str]:
    """Yield in what a routine differs from its spec."""
    schema, name = said.schema(spec), said.name(spec)
    at = f"{kind} {name}"
    found = [
        it
        for (key, ident), it in said.snapshot.items()
        if key == kind and ident[0] == schema and ident[1].startswith(f"{name}(")
    ]
    if len(found) != 1:
        yield f"{at}: {len(found)} of them"
        return
    yield from unlike(f"{at}: comment", found[0]["comment"], spec.get("description"))
    yield from _compare_grants(said, at, found[0], spec)
    if kind == "aggregate":
        shown = json.loads(found[0]["aggregate"])
        state = said.type(spec["state_type"])
        yield from unlike(f"{at}: state", shown["stype"], state)
        parallel = spec.get("parallel", "unsafe")[0]
        yield from unlike(f"{at}: parallel", shown["parallel"], parallel)
        initial = spec.get("initial_value")
        yield from unlike(
            f"{at}: initial value",
            shown["init"],
            initial if initial is None else str(initial),
        )
        return
    yield from _compare_header(at, found[0]["def"], spec)


def _compare_grants(
    said: Said, at: str, found: Mapping[str, Any], spec: Spec
) -> Iterator[str]:
    wanted = {said.fill(role) for role in spec.get("grants", {})}
    owner = said.fill(spec.get("owner", "{{ project.owner }}"))
    shown = {it.rpartition(":")[0] for it in found["acl"].split(", ")} - {"<owner>"}
    if owner != said.fill("{{ project.owner }}") and "trigger" in str(
        spec.get("returns")
    ):
        # Without it the platform's owner could make no trigger of the function.
        wanted.add(said.fill("{{ project.owner }}"))
    yield from unlike(f"{at}: privileges", shown, wanted - {owner})


def _compare_header(at: str, definition: str, spec: Spec) -> Iterator[str]:
    header = re.split(r"\nAS \$|\nRETURN |\nBEGIN ATOMIC", definition)[0]
    clauses = {
        r"\bIMMUTABLE\b": spec.get("volatility") == "immutable",
        r"\bSTABLE\b": spec.get("volatility") == "stable",
        r"\bSTRICT\b": spec.get("strict", False),
        r"\bSECURITY DEFINER\b": spec.get("security") == "definer",
        r"\bPARALLEL SAFE\b": spec.get("parallel") == "safe",
        r"\bPARALLEL RESTRICTED\b": spec.get("parallel") == "restricted",
        r"\bLANGUAGE plpgsql\b": spec["language"] == "plpgsql",
        r"\bSETOF\b": str(spec.get("returns", "")).startswith("setof"),
        r"\bRETURNS TABLE\b": isinstance(spec.get("returns"), dict),
    }
    lines = "\n".join(header.splitlines()[1:])
    for clause, wanted in clauses.items():
        yield from unlike(f"{at}: {clause}", bool(re.search(clause, lines)), wanted)
    settings = set(re.findall(r"^ SET ([A-Za-z_.]+) ", lines, re.MULTILINE))
    yield from unlike(f"{at}: settings", settings, set(spec.get("settings", {})))
    as_written = "body" in spec and not spec.get("template")
    if as_written and spec["body"].strip() not in definition:
        yield f"{at}: another body"
