"""Changes of a platform that stands: by whom, in whose way, and by which file."""

import dataclasses
import threading
from collections.abc import Callable
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from compiler import api
from compiler.apply.applied import Applied, Outcome
from compiler.apply.progress import ProgressEvent, Stage
from compiler.apply.version import SHARED
from compiler.errors import Refused, UsageError
from compiler.output.plan_file import read_plan_file, write_plan_file
from tests.apply.sample import ANY, SPECS, apply_specs, write_specs
from tests.apply.test_killed import CHANGED, start
from tests.conftest import NewServer

pytestmark = pytest.mark.live

WITHOUT = {
    "notes": SPECS["notes"].replace(
        "          body:     {type: text, description: Text.}\n", ""
    )
}
"""The sample without a column."""


def ask(dsn: str, query: LiteralString) -> list[tuple[object, ...]]:
    with psycopg.connect(dsn, autocommit=True) as conn:
        cursor = conn.execute(query)
        return cursor.fetchall() if cursor.description else []


def write_plan(dsn: str, specs: Path, *tenants: str) -> Path:
    file = specs / "change.plan"
    home = specs / ".home"
    api.plan(specs, tenants, dsn=dsn, scratch=dsn, output=file, home=home)
    return file


def apply_file(file: Path, dsn: str, allow: tuple[str, ...] = ANY) -> Applied:
    options = api.ApplyOptions(allow=allow)
    applied = api.apply_file(file, dsn=dsn, options=options).applied
    assert applied is not None
    return applied


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "specs")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "changed", **CHANGED)


@pytest.fixture
def dsn(new_server: NewServer, specs: Path) -> str:
    dsn = new_server().dsn()
    apply_specs(dsn, specs)
    return dsn


def test_a_change_is_written_down(dsn: str, changed: Path) -> None:
    applied = apply_specs(dsn, changed)

    versions = {each.part: each.version for each in applied.parts}
    assert versions == {SHARED: 1, "hr": 2, "legal": 2}
    said = """SELECT part, version, status, planned = jsonb_array_length(steps), failure
                FROM acme.schema_migrations WHERE version = 2 ORDER BY part"""
    assert ask(dsn, said) == [
        ("hr", 2, "done", True, None),
        ("legal", 2, "done", True, None),
    ]
    states = """SELECT count(*) FROM acme.schema_catalogs WHERE fingerprint IN (
                  SELECT before FROM acme.schema_migrations WHERE part = 'hr'
                   UNION SELECT after FROM acme.schema_migrations WHERE part = 'hr')"""
    # What there was before anything, then with tables, then changed.
    assert ask(dsn, states) == [(3,)]


def test_who_is_not_named_is_left_alone(dsn: str, changed: Path) -> None:
    applied = apply_specs(dsn, changed, "hr")

    assert [each.part for each in applied.parts] == [SHARED, "hr"]
    found = """SELECT count(*) FROM information_schema.columns
                WHERE table_schema = 'legal_tenant' AND column_name = 'rank'"""
    assert ask(dsn, found) == [(0,)]


def test_one_that_fails_stops_no_other_and_says_why(dsn: str, changed: Path) -> None:
    ask(
        dsn,
        """CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
           BEGIN
             IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands()
                         WHERE schema_name = 'hr_tenant') THEN
               RAISE EXCEPTION 'not here' USING ERRCODE = 'P0042';
             END IF;
           END $$;
           CREATE EVENT TRIGGER refuse ON ddl_command_end
             EXECUTE FUNCTION public.refuse();""",
    )

    applied = apply_specs(dsn, changed)

    _, hr, legal = sorted(applied.parts, key=lambda each: each.part)
    assert legal.outcome is Outcome.DONE
    assert hr.outcome is Outcome.FAILED
    assert hr.failure is not None
    assert hr.failure.sqlstate == "P0042"
    assert "not here" in hr.failure.words
    assert hr.failure.statement.startswith("ALTER TABLE hr_tenant.notes ADD COLUMN")
    assert "notes.yaml:" in hr.failure.origin
    stood = api.status(changed, dsn=dsn, scratch=dsn, home=changed / ".home")
    by_part = {each.part: each for each in stood.parts}
    failed = by_part["hr"].version
    assert failed is not None
    assert failed.status == "failed"
    assert failed.failure is not None
    assert failed.failure["sqlstate"] == "P0042"
    assert by_part["hr"].pending
    assert not by_part["legal"].pending


def test_a_hazard_that_is_not_allowed_changes_nothing(dsn: str, tmp_path: Path) -> None:
    without = write_specs(tmp_path / "without", **WITHOUT)

    with pytest.raises(Refused, match="data-loss, not-reversible"):
        apply_specs(dsn, without, allow=())
    with pytest.raises(Refused, match="not allowed: not-reversible"):
        apply_specs(dsn, without, allow=("data-loss",))
    with pytest.raises(UsageError, match="dataloss"):
        apply_specs(dsn, without, allow=("dataloss",))

    assert ask(dsn, "SELECT count(body) FROM hr_tenant.notes") == [(0,)]
    assert apply_specs(dsn, without, allow=("data-loss", "not-reversible")).changed


def test_of_two_runs_at_once_the_second_waits_and_has_nothing_to_do(
    dsn: str, changed: Path
) -> None:
    second_waits = threading.Event()
    found: dict[str, Applied] = {}

    def first(event: ProgressEvent) -> None:
        if event.stage is Stage.PLAN:
            other.start()
            assert second_waits.wait(60)

    def second(event: ProgressEvent) -> None:
        if event.stage is Stage.WAIT:
            second_waits.set()

    def run_second() -> None:
        found["second"] = apply_specs(dsn, changed, progress=second)

    other = threading.Thread(target=run_second)
    assert apply_specs(dsn, changed, progress=first).changed
    other.join()
    assert not found["second"].changed


def test_two_tenants_are_changed_side_by_side_by_two_runs(
    dsn: str, changed: Path
) -> None:
    """The one run is not done before the other one is."""
    other_is_done = threading.Event()
    waits: list[Stage] = []
    found: dict[str, Applied] = {}

    def first(event: ProgressEvent) -> None:
        if event.stage is Stage.STEP and event.step == 1:
            other.start()
            assert other_is_done.wait(60)

    def run_other() -> None:
        def note(event: ProgressEvent) -> None:
            if event.stage is Stage.WAIT:
                waits.append(event.stage)

        found["other"] = apply_specs(dsn, changed, "legal", progress=note)
        other_is_done.set()

    other = threading.Thread(target=run_other)
    apply_specs(dsn, changed, "hr", progress=first)
    other.join()

    assert waits == []
    # What the one is in the middle of is nothing that was broken off.
    assert found["other"].resumed == ()
    assert not apply_specs(dsn, changed).changed


def test_a_plan_file_is_applied_once(dsn: str, changed: Path) -> None:
    file = write_plan(dsn, changed)

    assert apply_file(file, dsn).changed

    assert not apply_file(file, dsn).changed
    assert not apply_specs(dsn, changed).changed


def test_a_plan_file_needs_no_specs_and_leaves_others_alone(
    dsn: str, changed: Path
) -> None:
    file = write_plan(dsn, changed, "hr")
    for each in changed.glob("*.yaml"):
        each.unlink()

    applied = apply_file(file, dsn)

    assert [each.part for each in applied.parts] == [SHARED, "hr"]


def test_a_plan_file_says_how_long_locks_are_waited_for(
    dsn: str, changed: Path
) -> None:
    file = write_plan(dsn, changed)
    content = dataclasses.replace(read_plan_file(file), lock_timeout_ms=1_234)
    write_plan_file(file, content)
    ask(
        dsn,
        """CREATE FUNCTION public.tell() RETURNS event_trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION '%', current_setting('lock_timeout'); END $$;
           CREATE EVENT TRIGGER tell ON ddl_command_start
             EXECUTE FUNCTION public.tell()""",
    )

    failed = apply_file(file, dsn).failed

    assert failed
    assert all(it.failure and "1234ms" in it.failure.words for it in failed)


@pytest.mark.parametrize(
    "meddle",
    [
        lambda dsn: ask(dsn, "ALTER TABLE hr_tenant.notes ADD COLUMN more integer"),
        lambda dsn: ask(dsn, "DROP POLICY isolation ON legal_tenant.notes"),
        lambda dsn: ask(dsn, "GRANT SELECT ON acme.departments TO hr_app"),
    ],
)
def test_a_stale_plan_file_is_refused(
    dsn: str, changed: Path, meddle: Callable[[str], object]
) -> None:
    file = write_plan(dsn, changed)
    meddle(dsn)

    with pytest.raises(Refused, match="not as it was when the plan was made"):
        apply_file(file, dsn)

    found = """SELECT count(*) FROM information_schema.columns
                WHERE column_name = 'rank'"""
    assert ask(dsn, found) == [(0,)]


def test_a_plan_file_for_another_database_is_refused(dsn: str, changed: Path) -> None:
    file = write_plan(dsn, changed)
    content = read_plan_file(file)
    elsewhere = dataclasses.replace(content.address, system="7")
    write_plan_file(file, dataclasses.replace(content, address=elsewhere))

    with pytest.raises(Refused, match="made for database postgres of server 7 "):
        apply_file(file, dsn)


def test_the_hazards_of_a_plan_file_have_to_be_allowed(
    dsn: str, tmp_path: Path
) -> None:
    file = write_plan(dsn, write_specs(tmp_path / "without", **WITHOUT))

    with pytest.raises(Refused, match="data-loss"):
        apply_file(file, dsn, allow=())
    assert apply_file(file, dsn).changed


def test_only_the_plan_that_is_expected_is_applied(dsn: str, changed: Path) -> None:
    home = changed / ".home"
    file = changed / "change.plan"
    planned = api.plan(changed, dsn=dsn, scratch=dsn, output=file, home=home)

    with pytest.raises(Refused, match="not the one expected"):
        api.apply_file(file, dsn=dsn, options=api.ApplyOptions(expect="sha256:0"))
    expected = api.ApplyOptions(expect=planned.file_hash)
    by_specs = api.apply(
        changed, dsn=dsn, scratch=dsn, options=expected, home=home
    ).applied

    assert by_specs is not None
    assert by_specs.changed


def test_a_plan_file_that_was_broken_off_is_gone_on_with(
    dsn: str, changed: Path
) -> None:
    file = write_plan(dsn, changed)
    assert start(dsn, changed, "step", "hr", "2").wait() != 0

    applied = apply_file(file, dsn)

    assert not applied.failed
    assert not apply_specs(dsn, changed).changed
