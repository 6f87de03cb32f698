"""The procedure that makes partitions: every time has one, and no tenant reaches it."""
# ruff: noqa: S608 - the names in these statements are our own

import datetime as dt
import threading
from collections.abc import Iterator
from itertools import pairwise
from textwrap import dedent
from typing import Final

import pytest

from tests.live.conftest import LogIn
from tests.live.platform import Platform, Session, drop, insert, install

pytestmark = pytest.mark.live

FAMILIES: Final = 8
BOUNDS: Final = r"""
    SELECT c.relname, m[1]::timestamptz, m[2]::timestamptz
      FROM pg_inherits AS i
      JOIN pg_class AS c ON c.oid = i.inhrelid,
           regexp_match(pg_get_expr(c.relpartbound, c.oid),
                        'FROM \(''(.+)''\) TO \(''(.+)''\)') AS m
     WHERE i.inhparent = %s::regclass AND c.relkind = 'r'
     ORDER BY 2"""


@pytest.fixture
def owner(log_in: LogIn) -> Session:
    """The migrator, as the owner."""
    session = log_in("federation_migrator")
    session.run("SET ROLE federation_owner")
    return session


def month_of(time: dt.datetime) -> int:
    utc = time.astimezone(dt.UTC)
    assert (utc.day, utc.time()) == (1, dt.time())
    return utc.year * 12 + utc.month


def test_there_are_partitions_for_this_month_and_three_ahead(owner: Session) -> None:
    bounds = owner.rows(BOUNDS, "sales_tenant.audit_trail")
    now = owner.value("SELECT now()").astimezone(dt.UTC)
    months = [month_of(lower) - now.year * 12 - now.month for _, lower, _ in bounds]
    assert months == [0, 1, 2, 3]
    assert owner.value("CALL sales_tenant.ensure_partitions()") == 0


def test_a_time_in_the_past_fills_the_months_since(owner: Session) -> None:
    query = "SELECT date_trunc('month', now(), 'UTC') - interval '5 months 1 day'"
    since = owner.value(query)
    assert owner.value("CALL legal_tenant.ensure_partitions(%s)", since) == 6 * FAMILIES
    assert owner.value("CALL legal_tenant.ensure_partitions(%s)", since) == 0
    bounds = owner.rows(BOUNDS, "legal_tenant.error_logs")
    assert len(bounds) == 10
    for (_, lower, upper), (_, following, _) in pairwise(bounds):
        assert upper == following
        assert month_of(upper) == month_of(lower) + 1


def test_a_gap_is_filled(owner: Session) -> None:
    name, _, _ = owner.rows(BOUNDS, "it_tenant.error_logs")[1]
    owner.run(f"DROP TABLE it_tenant.{name}")
    assert owner.value("CALL it_tenant.ensure_partitions()") == 1
    assert [row[0] for row in owner.rows(BOUNDS, "it_tenant.error_logs")][1] == name


def test_rows_arrive_and_are_reached_through_the_table_alone(
    log_in: LogIn, owner: Session, superuser: Session
) -> None:
    owner.rows("CALL it_tenant.ensure_partitions(now() - interval '2 months')")
    it = log_in("it_app")
    bounds = owner.rows(BOUNDS, "it_tenant.error_logs")
    for name, lower, upper in bounds:
        for time in (lower, upper - dt.timedelta(microseconds=1)):
            where = it.value(
                f"{insert('it', 'error_logs', {'created_at': '%s'})}"
                " RETURNING tableoid::regclass::text",
                time,
            )
            assert where.removeprefix("it_tenant.") == name
        for statement in (
            f"SELECT FROM it_tenant.{name}",
            f"DELETE FROM it_tenant.{name}",
            f"UPDATE it_tenant.{name} SET department = 'it'",
            f"TRUNCATE it_tenant.{name}",
            f"DROP TABLE it_tenant.{name}",
        ):
            assert it.refusal(statement) == "42501"
    assert it.value("SELECT count(*) FROM error_logs") == 2 * len(bounds)
    query = """SELECT bool_and(c.relrowsecurity AND c.relforcerowsecurity),
                      count(c.relacl), count(p.oid),
                      array_agg(DISTINCT pg_get_userbyid(c.relowner))
                 FROM pg_class AS c LEFT JOIN pg_policy AS p ON p.polrelid = c.oid
                WHERE c.relispartition AND c.relkind = 'r'
                  AND c.relnamespace = 'it_tenant'::regnamespace"""
    assert superuser.rows(query) == [(True, 0, 0, ["federation_owner"])]


def test_a_row_without_a_partition_is_refused_and_not_lost(log_in: LogIn) -> None:
    late = {"created_at": "now() + interval '2 years'"}
    assert log_in("it_app").refusal(insert("it", "error_logs", late)) == "23514"


def test_two_at_once_both_succeed(own_platform: Platform) -> None:
    made: list[int] = []
    ready = threading.Barrier(2)

    def work() -> None:
        with own_platform.session("federation_migrator") as conn:
            session = Session(conn)
            session.run("SET ROLE federation_owner")
            call = "CALL finance_tenant.ensure_partitions(now() - interval '3 months')"
            ready.wait()
            made.append(session.value(call))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 3 * FAMILIES]


@pytest.mark.parametrize("caller", ["keeper", "postgres"])
def test_partitions_are_the_owner_s_whoever_makes_them(
    log_in: LogIn, superuser: Session, caller: str
) -> None:
    name = superuser.rows(BOUNDS, "hr_tenant.stt_usage_logs")[1][0]
    superuser.run(f"DROP TABLE hr_tenant.{name}")

    assert log_in(caller).value("CALL hr_tenant.ensure_partitions()") == 1
    assert superuser.rows(
        "SELECT relowner::regrole::text, relforcerowsecurity FROM pg_class "
        "WHERE oid = %s::regclass",
        f"hr_tenant.{name}",
    ) == [("federation_owner", True)]


@pytest.mark.parametrize("login", ["hr_app", "sales_app", "ada", "stranger"])
def test_nobody_else_makes_partitions(log_in: LogIn, login: str) -> None:
    assert log_in(login).refusal("CALL hr_tenant.ensure_partitions()") == "42501"


SPECS: Final = {
    "project": """
        project: widths
        postgres: 15
        tenant:
          called: branch
          column: {name: branch, type: text}
          schema: "{{ tenant.id }}_widths"
          role: "{{ tenant.id }}_widths_role"
          login: "{{ tenant.id }}_widths_app"
        """,
    "tenants": "tenants: {north: {name: North}}",
    "role": """
        role: "{{ tenant.role }}"
        description: A branch.
        member_of: ["{{ project.member }}"]
        """,
}
TABLE: Final = """
    table: {name}
    description: Partitions of {every}.
    tenant_column: false
    columns:
      id:      {{type: uuid, not_null: true, description: Which.}}
      made_at: {{type: timestamptz, not_null: true, description: When.}}
    primary_key: [id]
    partition_by: {{range: made_at, every: {every}, ahead: {ahead}}}
    """
WIDTHS: Final = {
    "of_a_month": ("1 month", 2),
    "of_a_quarter": ("3 months", 1),
    "of_a_year": ("1 year", 1),
    "of_a_week": ("1 week", 2),
    "of_a_day": ("1 day", 5),
    "of_three_days": ("3 days", 2),
    "of_an_hour": ("1 hour", 6),
    "of_six_hours": ("6 hours", 4),
}
NAMES: Final = {  # how many of the time's digits a name needs
    "of_a_month": "%Y%m",
    "of_a_quarter": "%Y%m",
    "of_a_year": "%Y%m",
    "of_a_week": "%Y%m%d",
    "of_a_day": "%Y%m%d",
    "of_three_days": "%Y%m%d",
    "of_an_hour": "%Y%m%d%H%M",
    "of_six_hours": "%Y%m%d%H%M",
}


@pytest.fixture(scope="module")
def widths(
    platform: Platform, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """A branch's owner, with a table of every width, filled since ten days ago."""
    folder = tmp_path_factory.mktemp("widths") / "specs"
    folder.mkdir()
    for name, text in SPECS.items():
        (folder / f"{name}.yaml").write_text(dedent(text), "utf-8")
    for name, (every, ahead) in WIDTHS.items():
        text = dedent(TABLE.format(name=name, every=every, ahead=ahead))
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    install(platform.server, "widths", folder)
    made = Platform(platform.server, "widths", tuple(WIDTHS))
    with made.session() as conn:
        session = Session(conn)
        session.run("SET ROLE widths_owner")
        # What is stored must not depend on where the session thinks it is.
        session.run("SET TimeZone = 'America/St_Johns'")
        session.run("SET DateStyle = 'German'")
        session.rows("CALL north_widths.ensure_partitions(now() - interval '10 days')")
        session.run("SET DateStyle = 'ISO'")
        yield session
    drop(made)


def starts(name: str, lower: dt.datetime) -> bool:
    """Return whether a partition of that width may start at a time."""
    at = {
        "of_a_month": (lower.day, lower.hour) == (1, 0),
        "of_a_quarter": (lower.month % 3, lower.day, lower.hour) == (1, 1, 0),
        "of_a_year": (lower.month, lower.day, lower.hour) == (1, 1, 0),
        "of_a_week": (lower.weekday(), lower.hour) == (0, 0),
        "of_a_day": lower.hour == 0,
        "of_three_days": lower.hour == 0,
        "of_an_hour": True,
        "of_six_hours": lower.hour % 6 == 0,
    }
    return at[name] and (lower.minute, lower.second, lower.microsecond) == (0, 0, 0)


@pytest.mark.parametrize("name", WIDTHS)
def test_bounds_are_aligned_and_leave_neither_gap_nor_overlap(
    widths: Session, name: str
) -> None:
    bounds = [
        (child, lower.astimezone(dt.UTC), upper.astimezone(dt.UTC))
        for child, lower, upper in widths.rows(BOUNDS, f"north_widths.{name}")
    ]
    for (_, _, upper), (_, following, _) in pairwise(bounds):
        assert upper == following
    every, ahead = WIDTHS[name]
    for child, lower, upper in bounds:
        assert starts(name, lower)
        assert child == f"{name}_p{lower.strftime(NAMES[name])}"
        width = "SELECT %s::timestamp + %s::interval"
        naive = lower.replace(tzinfo=None)
        assert widths.value(width, naive, every) == upper.replace(tzinfo=None)
    now = widths.value("SELECT now()")
    assert bounds[0][1] <= now - dt.timedelta(days=10) < bounds[0][2]
    (current,) = (at for at, (_, low, up) in enumerate(bounds) if low <= now < up)
    assert len(bounds) - 1 - current == ahead


def test_partitions_of_other_names_and_widths_are_gone_around(widths: Session) -> None:
    """So is a table that was renamed, or is split otherwise than before."""
    table = "north_widths.of_a_week"
    (first, *_), (second, lower, upper), (third, *_), *_ = widths.rows(BOUNDS, table)
    middle = lower + (upper - lower) / 2
    widths.run(f"ALTER TABLE north_widths.{first} RENAME TO another")
    for child in (second, third):
        widths.run(f"DROP TABLE north_widths.{child}")
    widths.run(
        f"CREATE TABLE north_widths.odd PARTITION OF {table}"
        f" FOR VALUES FROM ('{middle}') TO ('{upper + dt.timedelta(days=1)}')"
    )
    try:
        call = "CALL north_widths.ensure_partitions(now() - interval '10 days')"
        assert widths.value(call) == 2
        assert widths.value(call) == 0
        bounds = widths.rows(BOUNDS, table)
        for (_, _, end), (_, following, _) in pairwise(bounds):
            assert end == following
        assert [name for name, *_ in bounds[:3]] == ["another", second, "odd"]
    finally:
        for (name,) in widths.rows(
            f"SELECT inhrelid::regclass::text FROM pg_inherits"
            f" WHERE inhparent = '{table}'::regclass"
        ):
            widths.run(f"DROP TABLE {name}")
        widths.rows("CALL north_widths.ensure_partitions(now() - interval '10 days')")


def test_all_widths_together_are_made_once(widths: Session) -> None:
    call = "CALL north_widths.ensure_partitions(now() - interval '10 days')"
    assert widths.value(call) == 0
