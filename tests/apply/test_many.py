"""Many tenants at once: what is sent together, and what all of them share."""

import os
import signal
from pathlib import Path
from typing import Final, LiteralString

import psycopg
import pytest

from compiler import api
from compiler.apply.applied import Applied, Outcome
from compiler.apply.bundles import MOST
from tests.apply.sample import ANY, SPECS, apply_specs, write_specs
from tests.apply.test_killed import ask, open_session, require_whole, start, wait_until
from tests.apply.test_undisturbed import working
from tests.cli.test_applying import refuse_changes
from tests.conftest import NewServer

pytestmark = pytest.mark.live

TENANTS: Final = 20


def list_tenants(number: int) -> dict[str, str]:
    """Return the spec of so many tenants."""
    lines = (f"  t{each:02d}: {{}}\n" for each in range(number))
    return {"tenants": f"tenants:\n{''.join(lines)}"}


LISTED: Final = list_tenants(TENANTS)
REGIONS: Final = """
    table: regions
    schema: acme
    description: Where customers are.
    policies: {add: [control_admin, control_owner, control_member]}
    columns:
      id: {type: integer, not_null: true, description: Id.}
    primary_key: [id]
    """
IN_A_REGION: Final = {
    "regions": REGIONS,
    "customers": SPECS["customers"]
    .replace(
        "name: {type: text, not_null: true, description: Name.}",
        "name: {type: text, not_null: true, description: Name.}\n"
        "          region: {type: integer, description: Where.}",
    )
    .replace(
        "retention: {rule: short}",
        "foreign_keys: [{columns: [region], references: acme.regions}]\n"
        "        indexes: [{columns: [region], description: Serves the foreign key.}]\n"
        "        retention: {rule: short}",
    ),
}
MOOD: Final = {
    "notes": SPECS["notes"].replace(
        "body:     {type: text, description: Text.}",
        "body:     {type: text, description: Text.}\n"
        "          mood:     {type: text, description: Mood.}",
    )
}
MOODS: Final = """SELECT count(*) FROM information_schema.columns
                   WHERE table_name = 'notes' AND column_name = 'mood'"""
WRITES: Final[tuple[LiteralString, ...]] = (
    """INSERT INTO acme.regions SELECT coalesce(max(id), 0) + 1 FROM acme.regions""",
    "SELECT count(*) FROM acme.regions",
    "SELECT count(*) FROM acme.departments",
)


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "specs", **LISTED)


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "changed", **LISTED, **MOOD)


@pytest.fixture
def dsn(new_server: NewServer, specs: Path) -> str:
    dsn = new_server().dsn()
    assert not apply_specs(dsn, specs).failed
    return dsn


def apply_with(dsn: str, specs: Path, jobs: int, *, fail_fast: bool = False) -> Applied:
    options = api.ApplyOptions(allow=ANY, jobs=jobs, fail_fast=fail_fast)
    result = api.apply(
        specs, dsn=dsn, scratch=dsn, options=options, home=specs / ".home"
    )
    assert result.applied is not None
    return result.applied


def test_all_are_changed_and_each_is_written_down(dsn: str, changed: Path) -> None:
    applied = apply_with(dsn, changed, jobs=2)

    require_whole(dsn, changed, applied)
    assert {each.done for each in applied.parts[1:]} == {1}
    noted = """SELECT count(*), sum(jsonb_array_length(steps)), min(status)
                 FROM acme.schema_migrations WHERE version = 2"""
    assert ask(dsn, noted) == [(TENANTS, TENANTS, "done")]


def test_one_that_fails_among_others_is_named_and_stops_none(
    dsn: str, changed: Path
) -> None:
    refuse_changes(dsn, "t07_tenant")

    applied = apply_with(dsn, changed, jobs=1)

    (failed,) = applied.failed
    assert failed.part == "t07"
    assert failed.failure is not None
    assert "not here" in failed.failure.words
    assert "ADD COLUMN mood" in failed.failure.statement
    assert ask(dsn, MOODS) == [(TENANTS - 1,)]
    ask(dsn, "DROP EVENT TRIGGER refuse")
    require_whole(dsn, changed, apply_specs(dsn, changed))


def test_no_other_is_begun_once_one_has_failed(dsn: str, changed: Path) -> None:
    refuse_changes(dsn, "t07_tenant")

    applied = apply_with(dsn, changed, jobs=1, fail_fast=True)

    left = [each for each in applied.parts if each.outcome is Outcome.NOT_STARTED]
    assert len(left) >= TENANTS - 10
    assert ask(dsn, MOODS) == [(7,)]


@pytest.mark.parametrize("end", ["killed", "cut off"])
def test_what_was_sent_together_is_gone_on_with(
    dsn: str, changed: Path, end: str
) -> None:
    """The server may go on with what a client has sent that is no more."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    with open_session(dsn, "LOCK TABLE t02_tenant.notes IN ACCESS SHARE MODE"):
        running = start(dsn, changed, "none", "-", "0")
        wait_until(lambda: ask(dsn, waiting) != [(0,)], running)
        if end == "killed":
            os.kill(running.pid, signal.SIGKILL)
        else:
            ask(
                dsn,
                """SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted""",
            )
    running.wait()

    applied = apply_specs(dsn, changed)

    require_whole(dsn, changed, applied)
    assert ask(dsn, MOODS) == [(TENANTS,)]


def test_a_session_that_breaks_leaves_the_others_of_its_message_as_they_are(
    dsn: str, changed: Path
) -> None:
    """Those before it are done, and said to be."""
    with psycopg.connect(dsn) as conn:
        conn.execute(
            """CREATE FUNCTION public.leave() RETURNS event_trigger LANGUAGE plpgsql
               SECURITY DEFINER AS $$ BEGIN
                 IF EXISTS (SELECT FROM pg_event_trigger_ddl_commands()
                             WHERE schema_name = 't02_tenant') THEN
                   PERFORM pg_terminate_backend(pg_backend_pid());
                 END IF;
               END $$"""
        )
        conn.execute(
            """CREATE EVENT TRIGGER leave ON ddl_command_end
                 EXECUTE FUNCTION public.leave()"""
        )

    applied = apply_with(dsn, changed, jobs=1)

    failed = [each.part for each in applied.failed]
    assert "t02" in failed
    assert 1 < len(failed) <= MOST
    assert not {"t00", "t01"} & set(failed)
    assert ask(dsn, MOODS) == [(TENANTS - len(failed),)]
    ask(dsn, "DROP EVENT TRIGGER leave")
    require_whole(dsn, changed, apply_specs(dsn, changed))


def test_fifty_refer_to_what_all_share_while_others_write_it(
    new_server: NewServer, specs: Path
) -> None:
    dsn = new_server().dsn()
    write_specs(specs, **list_tenants(50), **IN_A_REGION)
    apply_specs(dsn, specs, "t00")

    with working(dsn, WRITES) as client:
        applied = apply_with(dsn, specs, jobs=8)

    assert client.failure is None
    assert client.rounds > 0
    require_whole(dsn, specs, applied)


def test_two_runs_at_once_do_it_once(dsn: str, changed: Path) -> None:
    runs = [start(dsn, changed, "none", "-", "0") for _ in range(2)]

    assert [each.wait() for each in runs] == [0, 0]

    require_whole(dsn, changed, apply_specs(dsn, changed))
    versions = """SELECT version, count(*) FROM acme.schema_migrations
                   WHERE part <> '(shared)' GROUP BY 1 ORDER BY 1"""
    assert ask(dsn, versions) == [(1, TENANTS), (2, TENANTS)]


@pytest.mark.parametrize("region", [1, 99])
def test_a_key_to_what_all_share_is_held_against_rows_that_are_there(
    new_server: NewServer, tmp_path: Path, region: int
) -> None:
    """The owner, whom no policy lets at the regions, would find none."""
    dsn = new_server().dsn()
    shared = {"regions": REGIONS.replace("control_owner, ", "")}
    key = "foreign_keys: [{columns: [region], references: acme.regions}]"
    customers = IN_A_REGION["customers"].replace(key, "")
    before = write_specs(tmp_path / "before", **shared, customers=customers)
    apply_specs(dsn, before)
    with psycopg.connect(dsn) as conn:
        conn.execute("SET ROLE acme_admin")
        conn.execute("INSERT INTO acme.regions VALUES (1)")
        conn.execute(
            "INSERT INTO hr_tenant.customers (name, region) VALUES ('Ada', %s)",
            [region],
        )
    after = write_specs(
        tmp_path / "after", **shared, customers=IN_A_REGION["customers"]
    )

    applied = apply_specs(dsn, after)

    if region == 1:
        require_whole(dsn, after, applied)
    else:
        assert [each.part for each in applied.failed] == ["hr"]
