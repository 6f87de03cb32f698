"""Whatever stands in a spec, there are findings or sound SQL, and never a crash."""

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from compiler.api.compilation import compile_specs
from compiler.document import Document
from compiler.load.documents import load_text
from tests.build.cases import ACCEPTED, write_case

HOSTILE: Final = (
    *("", " ", "'", '"', '""', "$$", ".", "a.", ".a", "a.b", ",", "a,,b", "\\", "a\nb"),
    *("{{", "}}", "{{ x }}", "{{ tenant.id }}", "{{ tenant.id | literal }}"),
    *("{{ ''.__class__.__mro__ }}", "{% for x in y %}{% endfor %}", "{# x #}"),
    *("{{ tenant.id.__class__ | ident }}", "{{ tenant.id | attr('x') }}"),
    *("true) WITH CHECK (true", "1;", "-- x", "/*", "*/ --", "x" * 64, "é" * 40),
    *("\u2028", "\x85", "public", "select", "pg_catalog.int4", "Tenantry_sentinel"),
    *("setof text", "record", "$1", "(SELECT y FROM z)", "acme.x()", "x::acme.z"),
    *(0, -1, 1e5, 10**90, True, None),
)
SAMPLES: Final = 4


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[str]:
    """Yield the path of each scalar, as JSON; that of a key ends in `null`."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield json.dumps([*path, key, None])
            yield from places(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*path, index))
    else:
        yield json.dumps(path)


def put(spec: object, place: str, value: object) -> object:
    *path, last = json.loads(place)
    changed = copy.deepcopy(spec)
    holder = changed
    for step in path if last is not None else path[:-1]:
        assert isinstance(holder, dict | list)
        holder = holder[step]
    assert isinstance(holder, dict | list)
    if last is not None:
        holder[last] = value
    elif isinstance(holder, dict):
        holder[str(value)] = holder.pop(path[-1])
    return changed


def holds_statements(document: Document) -> bool:
    return "rules" in document.root or document.kind in {
        "function",
        "procedure",
        "view",
        "materialized_view",
    }


@pytest.mark.parametrize("case", ACCEPTED)
def test_hostile_text_is_refused_or_harmless(case: str, tmp_path: Path) -> None:
    specs = write_case(case, tmp_path)
    # The same ones at every run; another case has others.
    chance = random.Random(case)  # noqa: S311 - a choice, no secret
    passed: dict[str, int] = {}
    for path in sorted(specs.iterdir()):
        before = path.read_bytes()
        document, _ = load_text(path.name, before)
        assert document is not None
        spec = json.loads(json.dumps(document.root.plain(), default=float))
        for place in chance.choices(sorted(places(spec)), k=SAMPLES):
            text = json.dumps(put(spec, place, chance.choice(HOSTILE)))
            path.write_text(text, encoding="utf-8")
            compilation = compile_specs(specs, passed)
            passed.update(compilation.passed)
            assert all(finding.help for finding in compilation.findings)
            # What the grammar refuses has to be a statement of the user's: everything
            # else is known to be sound before it is put together.
            rules = {finding.rule for finding in compilation.findings}
            assert "invalid-sql" not in rules or holds_statements(document), text
        path.write_bytes(before)
