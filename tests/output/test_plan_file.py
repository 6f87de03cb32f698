"""A plan file is read as it was written, and not at all where anyone touched it."""

import dataclasses
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from compiler import api
from compiler.errors import CannotRun, Refused
from compiler.model.name import QualifiedName
from compiler.model.table_part import TableColumn
from compiler.model.view import View
from compiler.output.plan_content import FilePart, PlanFile, describe_parts
from compiler.output.plan_file import read_plan_file, write_plan_file
from compiler.plan.address import Address
from compiler.plan.changes import Alter, Backfill, Create, Drop
from compiler.plan.codec import encode
from compiler.plan.steps import Step
from tests.plan.plain_request import plain_request
from tests.plan.test_golden import GOLDEN
from tests.render.sample import column, plain_table
from tests.rules.test_page import pour
from tests.servers import LiveServer

TABLE = plain_table(QualifiedName("s", "t"), column("a", "integer"))
PLAN = PlanFile(
    tool="1.0",
    address=Address(system="7", database="d", version=18),
    hazards=("data-loss", "not-reversible"),
    lock_timeout_ms=3_000,
    origins={"table s.t": "specs/t.yaml:1"},
    request=plain_request(),
    parts=(
        FilePart(
            tenants=("hr", "it"),
            before="b" * 64,
            after="a" * 64,
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
    hashed = dict(content)
    if isinstance(content.get("request"), dict):
        hashed["request"] = {**content["request"]}
        hashed["request"].pop("packed", None)
    text = json.dumps(hashed, ensure_ascii=False, sort_keys=True)
    encoded = text.encode(errors="surrogatepass")
    content["hash"] = f"sha256:{hashlib.sha256(encoded).hexdigest()}"
    path.write_text(json.dumps(content))


def require_same(read: PlanFile, written: PlanFile) -> None:
    assert encode(read.request) == encode(written.request)
    assert dataclasses.replace(read, request=written.request) == written


def test_a_plan_is_read_as_it_was_written(path: Path) -> None:
    require_same(read_plan_file(path), PLAN)


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


@pytest.mark.parametrize("key", ["parts", "address", "request", "tool"])
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
        (("request",), 5),
        (("request", "hash"), "o" * 64),
        (("request", "packed"), "AAAA"),
        (("request", "packed"), "é"),
        (("request", "more"), 1),
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
        (("parts", 0, "before"), "b"),
        (("parts", 0, "tenants"), ["hr", "hr"]),
        (("parts", 0, "tenants"), ["Tenantry_sentinel"]),
        (("hazards",), ["data-loss", "not-reversible", "nothing-at-all"]),
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

    with pytest.raises(Refused, match="is no plan"):
        read_plan_file(path)


def written(file: Path, *steps: Step) -> Path:
    """Write a plan file that says what somebody would like it to."""
    part = dataclasses.replace(PLAN.parts[0], steps=steps)
    write_plan_file(file, dataclasses.replace(PLAN, parts=(part,)))
    return file


def test_a_query_that_is_followed_by_more_is_refused(tmp_path: Path) -> None:
    view = View(
        name=QualifiedName("s", "v"),
        columns=(),
        query="SELECT 1; DROP TABLE s.u",
        recursive=False,
        security_invoker=True,
        security_barrier=False,
        check_option="",
        depends_on=(),
        description="",
    )
    step = Step(changes=(Create(object=view),), transactional=True)

    with pytest.raises(Refused, match="comes to more than its statements"):
        read_plan_file(written(tmp_path / "b", step))


@pytest.mark.parametrize(
    "column",
    [
        {"type_sql": "text; DROP TABLE s.u; --"},
        {"type_sql": "text, DROP COLUMN b"},
        {"default": "1; SELECT 1"},
        {"default": "1, DROP COLUMN b"},
        {"generated": "1) STORED, DROP COLUMN b, ADD CHECK (true"},
        {"compression": "pglz, DROP COLUMN b"},
    ],
)
def test_a_column_that_comes_to_more_is_refused(
    tmp_path: Path, column: dict[str, str]
) -> None:
    (old,) = TABLE.columns
    other = dataclasses.replace(old, **column)  # type: ignore[arg-type]  # of these fields
    change = Create(object=TableColumn(table=TABLE.name, column=other))
    file = written(tmp_path / "b", Step(changes=(change,), transactional=True))

    with pytest.raises(Refused, match="is no plan"):
        read_plan_file(file)


@pytest.mark.parametrize(
    "expression", ["1; DROP TABLE s.u", "1, b = 2", "1 --", "1)", "(1", "f(1", "'"]
)
def test_a_value_that_comes_to_more_is_refused(tmp_path: Path, expression: str) -> None:
    step = filling(expression)

    with pytest.raises(Refused, match="more than one expression"):
        read_plan_file(written(tmp_path / "b", step))


def test_a_value_may_hold_in_quotes_what_joins_others(tmp_path: Path) -> None:
    step = filling("coalesce(a, E'\\', --;,)')")

    read = read_plan_file(written(tmp_path / "b", step))

    assert read.parts[0].steps == (step,)


def filling(expression: str) -> Step:
    column = TableColumn(table=TABLE.name, column=TABLE.columns[0])
    change = Backfill(object=column, expression=expression, role="r")
    return Step(changes=(change,), transactional=False)


def test_steps_that_no_plan_makes_are_refused(tmp_path: Path) -> None:
    drop = Drop(object=TABLE)
    other = dataclasses.replace(TABLE, name=QualifiedName("s", "u"))
    both = Alter(before=TABLE, after=dataclasses.replace(other, description="X."))
    for step in (
        Step(changes=(drop,), transactional=False),
        Step(changes=(), transactional=True),
        Step(changes=(both,), transactional=True),
    ):
        with pytest.raises(Refused, match="is no plan"):
            read_plan_file(written(tmp_path / "b", step))


def test_an_alteration_of_two_kinds_is_refused(path: Path) -> None:
    content = json.loads(path.read_text())
    (change,) = content["parts"][0]["steps"][0]["changes"]
    schema = {"class": "Schema", "name": "s", "owner": "o", "description": ""}
    before = change["change"]["object"]
    change["change"] = {"class": "Alter", "before": before, "after": schema}
    forge(path, content)

    with pytest.raises(Refused, match="is no plan"):
        read_plan_file(path)


def test_what_is_told_of_a_file_can_be_shown(path: Path) -> None:
    content = json.loads(path.read_text())
    content["parts"][0]["steps"][0] = {"\x1b[2J\ud800": 1}
    forge(path, content)

    with pytest.raises(Refused, match="is no plan") as caught:
        read_plan_file(path)
    assert caught.value.message.isprintable()


def test_a_key_that_is_there_twice_is_refused(path: Path) -> None:
    text = path.read_text()
    path.write_text(text.replace('"tool"', '"tool": "x", "tool"', 1))

    with pytest.raises(Refused, match="no whole plan file"):
        read_plan_file(path)


@pytest.mark.live
@pytest.mark.parametrize("case", sorted(each.name for each in GOLDEN.iterdir()))
def test_every_plan_is_read_as_it_was_written(
    case: str, server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before, after = Path("before"), Path("after")
    for folder in (before, after):
        text = (GOLDEN / case / f"{folder.name}.yaml").read_text("utf-8")
        pour(text.rstrip("\n"), folder)
    plan = api.diff(before, after, scratch=server.dsn()).plan
    assert plan is not None
    content = dataclasses.replace(
        PLAN,
        hazards=tuple(each.value for each in plan.hazards()),
        parts=describe_parts(plan, [("b" * 64, "a" * 64)] * len(plan.parts)),
    )

    write_plan_file(tmp_path / "plan", content)

    require_same(read_plan_file(tmp_path / "plan"), content)


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
