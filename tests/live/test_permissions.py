"""One department reads what a row of permissions opens, for as long as it does."""
# ruff: noqa: S608 - the names in these statements are our own

from collections.abc import Iterator

import pytest
import yaml

from tests.live.conftest import CopyPlatform, LogIn
from tests.live.matrix import open_grants
from tests.live.pair import DENIED, Pair, pair_in
from tests.live.platform import Platform, Session, insert
from tests.shipped import SPECS

pytestmark = pytest.mark.live


def is_shared(table: str) -> bool:
    text = (SPECS / "tables" / f"{table}.yaml").read_text("utf-8")
    without = yaml.safe_load(text).get("policies", {}).get("without", {})
    return "cross_department_read" not in without


@pytest.fixture(scope="module")
def opened(copy_platform: CopyPlatform) -> Platform:
    """Where grants open everything of sales to hr, so that policies stand alone."""
    made = copy_platform()
    # To the login, because what the role is granted follows the permissions.
    open_grants(made, "hr_app")
    return made


@pytest.fixture
def open_pair(opened: Platform) -> Iterator[Pair]:
    with pair_in(opened) as made:
        yield made


@pytest.fixture(params=["pair", "open_pair"])
def either(request: pytest.FixtureRequest) -> Pair:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Pair)
    return found


def test_nothing_is_open_to_begin_with(either: Pair) -> None:
    assert either.seen() == set()


@pytest.mark.parametrize("table", ["contacts", "conversation_history"])
def test_a_permission_opens_one_table(either: Pair, table: str) -> None:
    either.permit(table)
    assert either.seen() == {table}
    rows = either.hr.rows(f"SELECT DISTINCT department FROM sales_tenant.{table}")
    assert rows == [("sales",)]


def test_a_permission_lets_nothing_be_written(either: Pair) -> None:
    either.permit("contacts")
    harmless = ("42501", 0)
    for statement in (
        "UPDATE sales_tenant.contacts SET display_name = 'Eve'",
        "UPDATE sales_tenant.contacts SET id = id WHERE id = id RETURNING id",
        "DELETE FROM sales_tenant.contacts",
        "TRUNCATE sales_tenant.contacts",
        "SELECT FROM sales_tenant.contacts FOR UPDATE",
        "SELECT FROM sales_tenant.contacts FOR SHARE",
        insert("sales", "contacts"),
        insert("sales", "contacts", {"department": "'hr'"}),
    ):
        assert either.hr.attempt(statement) in harmless, statement


def test_a_permission_is_not_for_other_departments(pair: Pair, log_in: LogIn) -> None:
    pair.permit("contacts")
    assert log_in("legal_app").refusal("SELECT FROM sales_tenant.contacts") == DENIED
    assert log_in("sales_app").refusal("SELECT FROM hr_tenant.contacts") == DENIED


def test_a_permission_does_not_open_partitions(pair: Pair, superuser: Session) -> None:
    pair.permit("conversation_history")
    query = """SELECT inhrelid::regclass::text FROM pg_inherits
                WHERE inhparent = 'sales_tenant.conversation_history'::regclass"""
    for (partition,) in superuser.rows(query):
        assert pair.hr.refusal(f"SELECT FROM {partition}") == DENIED


def test_a_permission_for_all_opens_what_is_shared(either: Pair) -> None:
    either.permit("*")
    shared = {table for table in either.tables if is_shared(table)}
    assert 10 < len(shared) < 20
    assert either.seen() == shared


def test_a_table_that_is_not_shared_cannot_be_named(pair: Pair) -> None:
    hidden = [table for table in pair.tables if not is_shared(table)]
    assert "api_keys" in hidden
    for table in [*hidden, "no_such_table"]:
        with pytest.raises(Exception, match="is not shared"):
            pair.permit(table)


def test_a_permission_starts_with_the_sweep_after_the_time_it_says(
    either: Pair,
) -> None:
    sweep = "SELECT federation.sync_permissions()"
    either.permit("contacts", valid_from="clock_timestamp() + interval '0.4 seconds'")
    assert either.admin.value(sweep) == 0
    assert either.seen() == set()
    either.hr.rows("SELECT pg_sleep(0.5)")
    assert either.admin.value(sweep) == 1
    assert either.seen() == {"contacts"}


def test_before_its_time_not_even_a_plan_says_what_is_there(pair: Pair) -> None:
    pair.permit("contacts", valid_from="now() + interval '1 hour'")
    assert pair.hr.refusal("EXPLAIN SELECT FROM sales_tenant.contacts") == DENIED


def test_no_login_can_keep_its_permission_from_being_revoked(pair: Pair) -> None:
    permission = pair.permit("contacts")
    names = ("converge_cross_grants", "sync_cross_grants", "sync_permissions")
    for name in names:
        lock = f"pg_advisory_lock(hashtextextended('federation.{name}', 0))"
        pair.hr.rows(f"SELECT {lock}")
    revoke = (
        "UPDATE federation.cross_dept_permissions SET revoked_at = now() WHERE id = %s"
    )
    pair.admin.run("SET lock_timeout = '2s'")
    pair.admin.run(revoke, permission)
    assert pair.hr.refusal("SELECT FROM sales_tenant.contacts") == DENIED
    row = "SELECT FROM federation.departments FOR NO KEY UPDATE"
    assert pair.hr.refusal(row) == DENIED
    pair.hr.rows("SELECT pg_advisory_unlock_all()")
    pair.admin.run("RESET lock_timeout")


def test_a_permission_ends_when_it_says(either: Pair) -> None:
    either.permit("contacts", expires_at="clock_timestamp() + interval '0.4 seconds'")
    with either.hr.conn.transaction():
        assert either.seen() == {"contacts"}
        either.hr.rows("SELECT pg_sleep(0.5)")
        # Not even the transaction that saw them sees them any more.
        assert either.seen() == set()
    assert either.seen() == set()


def test_the_sweep_takes_back_the_grants_of_what_is_over(
    pair: Pair, worker: Session
) -> None:
    permission = pair.permit("contacts")
    sweep = "SELECT federation.sync_permissions()"
    assert worker.value(sweep) == 0
    pair.admin.run(
        """UPDATE federation.cross_dept_permissions
              SET expires_at = clock_timestamp() + interval '0.3 seconds'
            WHERE id = %s""",
        permission,
    )
    pair.hr.rows("SELECT pg_sleep(0.4)")
    # The policy has closed it; the grant lingers until somebody sweeps.
    assert pair.hr.attempt("SELECT FROM sales_tenant.contacts") == 0
    assert worker.value(sweep) == 1
    assert pair.hr.refusal("SELECT FROM sales_tenant.contacts") == DENIED
    assert worker.value(sweep) == 0
    assert pair.hr.refusal(sweep) == DENIED


@pytest.mark.parametrize(("name", "outcome"), [("pair", DENIED), ("open_pair", 0)])
def test_a_revoked_permission_is_closed_by_grants_and_by_policies(
    request: pytest.FixtureRequest, name: str, outcome: str | int
) -> None:
    pair: Pair = request.getfixturevalue(name)
    permission = pair.permit("contacts")
    assert pair.seen() == {"contacts"}
    pair.admin.run(
        "UPDATE federation.cross_dept_permissions SET revoked_at = now() WHERE id = %s",
        permission,
    )
    assert pair.hr.attempt("SELECT FROM sales_tenant.contacts") == outcome


def test_policies_close_a_revoked_permission_whose_grant_is_back(
    pair: Pair, superuser: Session
) -> None:
    permission = pair.permit("contacts")
    pair.permit("calendar_events")
    pair.admin.run(
        "UPDATE federation.cross_dept_permissions SET revoked_at = now() WHERE id = %s",
        permission,
    )
    superuser.run("GRANT SELECT ON sales_tenant.contacts TO hr_role")
    try:
        assert pair.hr.attempt("SELECT FROM sales_tenant.contacts") == 0
        assert pair.seen() == {"calendar_events"}
    finally:
        superuser.run("REVOKE SELECT ON sales_tenant.contacts FROM hr_role")


def test_a_deleted_permission_closes_the_table_and_leaves_nothing_behind(
    pair: Pair, superuser: Session
) -> None:
    pair.permit("contacts")
    pair.permit("calendar_events")
    member = "SELECT pg_has_role('hr_app', 'sales_reader', 'USAGE')"
    assert superuser.value(member) is True
    remove = "DELETE FROM federation.cross_dept_permissions WHERE table_name = %s"
    pair.admin.run(remove, "contacts")
    assert pair.seen() == {"calendar_events"}
    pair.admin.run(remove, "calendar_events")
    assert pair.seen() == set()
    assert superuser.value(member) is False
    usage = "SELECT has_schema_privilege('hr_app', 'sales_tenant', 'USAGE')"
    assert superuser.value(usage) is False


def test_a_permission_is_moved_to_another_table(pair: Pair) -> None:
    permission = pair.permit("contacts")
    pair.admin.run(
        """UPDATE federation.cross_dept_permissions
              SET table_name = 'calendar_events' WHERE id = %s""",
        permission,
    )
    assert pair.seen() == {"calendar_events"}


@pytest.mark.parametrize("status", ["suspended", "archived"])
@pytest.mark.parametrize("department", ["sales", "hr"])
def test_a_department_that_is_not_active_shares_and_reads_nothing(
    either: Pair, department: str, status: str
) -> None:
    either.permit("contacts")
    change = "UPDATE federation.departments SET status = %s WHERE department = %s"
    either.admin.run(change, status, department)
    assert either.seen() == set()
    either.admin.run(change, "active", department)
    assert either.seen() == {"contacts"}


def test_a_permission_narrows_to_what_is_not_over(
    pair: Pair, superuser: Session
) -> None:
    assert not is_shared("session_context")
    pair.permit("*")
    superuser.run("GRANT SELECT ON sales_tenant.session_context TO hr_role")
    try:
        assert pair.hr.attempt("SELECT FROM sales_tenant.session_context") == 0
    finally:
        superuser.run("REVOKE SELECT ON sales_tenant.session_context FROM hr_role")
