"""hr gets nothing of sales: by grants, by policies without grants, by the floor alone.

Each layer has to hold for itself, because each of them can be lost by accident.
"""
# ruff: noqa: S608 - the names in these statements are our own

import psycopg
import pytest

from tests.live.conftest import CopyPlatform
from tests.live.matrix import (
    add_careless_policies,
    drop_policies,
    matrix,
    open_grants,
)
from tests.live.platform import Platform, Session, insert

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def opened(copy_platform: CopyPlatform) -> Platform:
    """Where hr was granted everything of sales."""
    made = copy_platform()
    open_grants(made)
    return made


@pytest.fixture(scope="module")
def floored(copy_platform: CopyPlatform) -> Platform:
    """Where careless policies let everything through, and only the floor is left."""
    made = copy_platform()
    open_grants(made)
    add_careless_policies(made)
    return made


def test_a_department_writes_and_reads_its_own_rows(own_platform: Platform) -> None:
    with own_platform.session("hr_app") as conn:
        hr = Session(conn)
        for table in own_platform.tables:
            ((own,),) = hr.rows(f"{insert('hr', table)} RETURNING id")
            query = f"SELECT department FROM {table} WHERE id = %s"
            assert hr.rows(query, own) == [("hr",)], table


def test_nothing_is_granted(platform: Platform) -> None:
    with matrix(platform, is_open=False) as tried:
        assert tried.leaks() == []


def test_policies_hold_without_grants(opened: Platform) -> None:
    with matrix(opened, is_open=True) as tried:
        assert tried.leaks() == []


def test_the_floor_holds_under_careless_policies_and_without_checks(
    floored: Platform,
) -> None:
    with matrix(floored, is_open=True) as tried:
        assert tried.leaks() == []


def test_losing_a_restrictive_policy_is_noticed(copy_platform: CopyPlatform) -> None:
    broken = copy_platform()
    open_grants(broken)
    add_careless_policies(broken)
    with matrix(broken, is_open=True) as tried:
        before = tried.leaks()
    # Rows that are not seen are not deleted, so reading is lost before deleting.
    for command, leak in (
        ("insert", "foreign {}: adds a row of sales: 1"),
        ("update", "own {}: gives all rows away: "),
        ("select", "foreign {}: reads: "),
        ("delete", "foreign {}: deletes all rows: "),
    ):
        assert count(before, leak, broken) == 0, command
        drop_policies(broken, f"no_cross_department_{command}")
        with matrix(broken, is_open=True) as tried:
            before = tried.leaks()
        # That records are not changed or deleted rests on more than the floor.
        assert count(before, leak, broken) >= len(broken.tables) - 1, command


def count(leaks: list[str], leak: str, platform: Platform) -> int:
    """Return in how many tables something leaks."""
    starts = tuple(leak.format(table) for table in platform.tables)
    return sum(found.startswith(starts) for found in leaks)


def test_checks_hold_without_any_policy(
    own_platform: Platform, floored: Platform
) -> None:
    # The one has its checks, the other lost them; policies do not bind a superuser.
    for tried, refusal in ((own_platform, "23514"), (floored, "")):
        with tried.session() as conn:
            superuser = Session(conn)
            for table in tried.tables:
                cells = insert("hr", table, {"department": "'sales'"})
                assert superuser.refusal(cells) == refusal, table
                move = f"UPDATE hr_tenant.{table} SET department = 'sales'"
                assert superuser.refusal(move) == refusal, table


@pytest.mark.parametrize("layer", ["platform", "opened", "floored"])
def test_rows_are_not_copied_in_or_out(
    request: pytest.FixtureRequest, layer: str
) -> None:
    tried: Platform = request.getfixturevalue(layer)
    with tried.session("hr_app") as conn:
        for table in tried.tables:
            with pytest.raises(psycopg.errors.FeatureNotSupported):
                _copy(conn, f"COPY hr_tenant.{table} (department) FROM STDIN")
            # A query: under policies COPY of a partitioned table copies nothing.
            out = f"COPY (SELECT * FROM sales_tenant.{table}) TO STDOUT"
            if layer == "platform":
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    _copy(conn, out)
            else:
                assert _copy(conn, out) == 0
            mine = f"COPY (SELECT * FROM hr_tenant.{table}) TO STDOUT"
            assert _copy(conn, mine) > 0


def _copy(conn: psycopg.Connection[tuple[object, ...]], text: str) -> int:
    with conn.cursor() as cursor, cursor.copy(text.encode()) as copy:
        return sum(len(block) for block in copy)


@pytest.mark.parametrize("layer", ["platform", "opened"])
def test_partitions_have_no_back_door(
    request: pytest.FixtureRequest, layer: str
) -> None:
    tried: Platform = request.getfixturevalue(layer)
    with tried.session("hr_app") as conn, tried.session() as above:
        hr, superuser = Session(conn), Session(above)
        partitions = superuser.rows(
            """SELECT c.oid::regclass::text FROM pg_class AS c
                WHERE c.relispartition AND c.relkind = 'r'
                  AND c.relnamespace::regnamespace::text ~ '^(hr|sales)_tenant$'"""
        )
        filled = 0
        for (partition,) in partitions:
            filled += superuser.value(f"SELECT count(*) FROM {partition}")
            seen = hr.attempt(f"SELECT FROM {partition}")
            changed = hr.attempt(f"DELETE FROM {partition}")
            assert [seen, changed] == ([0, 0] if layer == "opened" else ["42501"] * 2)
            parent = partition.rpartition("_p")[0].partition(".")[2]
            planted = insert("hr", parent).replace(
                f"hr_tenant.{parent} ", f"{partition} "
            )
            planted = planted.replace("(", "(created_at, department, ", 1).replace(
                "VALUES (", "VALUES (now(), 'sales', ", 1
            )
            assert hr.refusal(planted) == "42501", planted
        assert filled >= 16


def test_references_tell_nothing_and_hold_nothing(opened: Platform) -> None:
    with opened.session() as above:
        above.execute("CREATE SCHEMA playground AUTHORIZATION hr_role")
    with opened.session("hr_app") as conn:
        hr = Session(conn)
        hr.run("CREATE TABLE playground.fine (id uuid PRIMARY KEY)")
        for schema in ("hr_tenant", "sales_tenant"):
            reference = f"""CREATE TABLE playground.probe (department text, id uuid,
                FOREIGN KEY (department, id) REFERENCES {schema}.contacts)"""
            assert hr.refusal(reference) == "42501"


def test_a_department_cannot_grant_what_it_was_granted(opened: Platform) -> None:
    query = """SELECT array_agg(relacl::text ORDER BY oid) FROM pg_class
                WHERE relnamespace::regnamespace::text LIKE '%_tenant'"""
    with opened.session("hr_app") as conn, conn.transaction():
        hr = Session(conn)
        before = hr.value(query)
        for schema in ("hr_tenant", "sales_tenant"):
            # PostgreSQL warns that nothing was granted.
            hr.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO PUBLIC")
        assert hr.value(query) == before


def test_a_view_over_a_foreign_table_shows_nothing(opened: Platform) -> None:
    with opened.session("hr_app") as conn:
        hr = Session(conn)
        hr.run("CREATE TEMP VIEW loot AS SELECT * FROM sales_tenant.contacts")
        hr.run("CREATE TEMP VIEW mine AS SELECT * FROM hr_tenant.contacts")
        assert hr.rows("SELECT FROM loot") == []
        assert hr.rows("SELECT FROM mine") != []


def test_a_plan_tells_nothing_of_foreign_rows(opened: Platform) -> None:
    with opened.session("hr_app") as conn:
        query = "EXPLAIN (ANALYZE, BUFFERS OFF) SELECT FROM sales_tenant.contacts"
        plan = "\n".join(row[0] for row in Session(conn).rows(query))
        assert "Rows Removed" not in plan
        assert "never executed" in plan or "One-Time Filter: false" in plan


def test_statistics_tell_nothing_of_foreign_rows(opened: Platform) -> None:
    with opened.session() as above:
        above.execute("ANALYZE sales_tenant.contacts, hr_tenant.contacts")
    with opened.session("hr_app") as conn:
        query = "SELECT FROM pg_stats WHERE schemaname = 'sales_tenant'"
        assert Session(conn).rows(query) == []
