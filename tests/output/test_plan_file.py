"""A plan file is read as it was written, and not at all where anyone touched it."""

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from compiler.errors import CannotRun, Refused
from compiler.model.name import QualifiedName
from compiler.output.plan_file import (
    FilePart,
    PlanFile,
    read_plan_file,
    write_plan_file,
)
from compiler.plan.address import Address
from compiler.plan.changes import Create, Drop
from compiler.plan.steps import Step
from tests.render.sample import column, plain_table

TABLE = plain_table(QualifiedName("s", "t"), column("a", "integer"))
PLAN = PlanFile(
    tool="1.0",
    address=Address(system="7", database="d", version=18),
    owner="o",
    hazards=("data-loss", "not-reversible"),
    lock_timeout_ms=3_000,
    parts=(
        FilePart(
            tenants=("hr", "it"),
            before="b",
            after="a",
            steps=(Step(changes=(Drop(object=TABLE),), transactional=True),),
            back=(Step(changes=(Create(object=TABLE),), transactional=True),),
        ),
    ),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "a.plan"
    write_plan_file(file, PLAN)
    return file


def forge(path: Path, content: dict[str, Any]) -> None:
    """Write a plan file with a hash that fits."""
    content.pop("hash", None)
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    encoded = text.encode(errors="surrogatepass")
    content["hash"] = f"sha256:{hashlib.sha256(encoded).hexdigest()}"
    path.write_text(json.dumps(content))


def test_a_plan_is_read_as_it_was_written(path: Path) -> None:
    assert read_plan_file(path) == PLAN


def test_one_plan_has_one_hash(tmp_path: Path) -> None:
    assert write_plan_file(tmp_path / "a", PLAN) == write_plan_file(
        tmp_path / "b", PLAN
    )
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_was_edited_or_cut_is_refused(path: Path) -> None:
    text = path.read_text()

    path.write_text(text.replace('"hr"', '"it"'))
    with pytest.raises(Refused, match="was edited"):
        read_plan_file(path)
    path.write_text(text[: len(text) // 2])
    with pytest.raises(Refused, match="no whole plan file"):
        read_plan_file(path)


def test_a_statement_that_its_change_does_not_come_to_is_refused(path: Path) -> None:
    content = json.loads(path.read_text())
    (change,) = content["parts"][0]["steps"][0]["changes"]
    change["statements"] = ["DROP TABLE s.u;"]
    forge(path, content)

    with pytest.raises(Refused, match="not what its change comes to"):
        read_plan_file(path)


@pytest.mark.parametrize("key", ["parts", "address", "owner", "tool"])
def test_what_lacks_a_key_is_refused(path: Path, key: str) -> None:
    content = json.loads(path.read_text())
    del content[key]
    forge(path, content)

    with pytest.raises(Refused, match="no plan"):
        read_plan_file(path)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("more",), 1),
        (("owner",), 5),
        (("owner",), "o" * 64),
        (("hazards",), []),
        (("hazards",), "data-loss"),
        (("lock_timeout_ms",), 10**12),
        (("lock_timeout_ms",), 1e999),
        (("parts", 0, "tenants"), "acme"),
        (("parts", 0, "tenants"), ["acme'; drop"]),
        (("parts", 0, "more"), 1),
        (("parts", 0, "steps"), {}),
        (("parts", 0, "steps", 0, "transactional"), 1),
        (("parts", 0, "steps", 0, "changes", 0, "change"), {"class": "Create"}),
        (("tool",), "\ud800"),
    ],
)
def test_what_no_plan_says_is_refused(
    path: Path, place: tuple[str | int, ...], value: object
) -> None:
    content = json.loads(path.read_text())
    at: Any = content
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    forge(path, content)

    if place == ("tool",):
        assert read_plan_file(path).tool == value
        return
    with pytest.raises(Refused, match="is no plan"):
        read_plan_file(path)


@pytest.mark.parametrize(
    "column", [{"type_sql": "text; DROP TABLE s.u; --"}, {"default": "1; SELECT 1"}]
)
def test_a_change_that_comes_to_more_is_refused(
    tmp_path: Path, column: dict[str, str]
) -> None:
    (old,) = TABLE.columns
    other = dataclasses.replace(TABLE, columns=(dataclasses.replace(old, **column),))  # type: ignore[arg-type]  # of these fields
    step = Step(changes=(Create(object=other),), transactional=True)
    part = dataclasses.replace(PLAN.parts[0], steps=(step,))
    file = tmp_path / "b.plan"
    write_plan_file(file, dataclasses.replace(PLAN, parts=(part,)))

    with pytest.raises(Refused, match="is no plan"):
        read_plan_file(file)


def test_other_files_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("[" * 100_000)
    with pytest.raises(Refused, match="no whole plan file"):
        read_plan_file(other)
    other.write_text('{"format": 99}')
    with pytest.raises(Refused, match="of this version"):
        read_plan_file(other)
    with pytest.raises(CannotRun, match="cannot read"):
        read_plan_file(tmp_path / "missing")
