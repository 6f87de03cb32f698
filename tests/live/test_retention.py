"""Clean-up deletes exactly the rows whose time is over."""
# ruff: noqa: S608 - the names in these statements are our own

from typing import Final
from uuid import uuid4

import pytest

from tests.live.conftest import CopyPlatform
from tests.live.platform import Platform, Session, insert
from tests.live.timed import (
    RULES,
    TIMED,
    Timed,
    add_past,
    ago,
    clean,
    empty,
    left,
    read_rule,
    tables_of,
)
from tests.shipped import SPECS

pytestmark = pytest.mark.live

NULLABLE: Final = ("revoked_at", "retired_at")


@pytest.fixture(scope="module")
def own_platform(copy_platform: CopyPlatform) -> Platform:
    made = copy_platform()
    add_past(made)
    return made


@pytest.fixture(autouse=True)
def _empty(own_platform: Platform, superuser: Session) -> None:
    empty(own_platform, superuser)


def test_every_table_has_a_rule_and_each_rule_a_table() -> None:
    assert len(TIMED) == 24
    files = {path.stem for path in (SPECS / "retention_rules").glob("*.yaml")}
    assert files == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_exactly_what_is_over_goes(
    own_platform: Platform, superuser: Session, worker: Session, rule: str
) -> None:
    kept: dict[Timed, set[object]] = {}
    over = 0
    for table in tables_of(own_platform, rule):
        kept[table] = {
            table.add(superuser, "hr", ago(table.keep, "-1 hour")),
            table.add(superuser, "hr", "now()"),
        }
        if table.basis in NULLABLE:
            kept[table].add(table.add(superuser, "hr", "NULL"))
        for time in (
            ago(table.keep),
            ago(table.keep, "1 month"),
            ago(table.keep, "1 year"),
            "'-infinity'",
            "'4713-01-01 BC'",
            "'0001-01-01'",
            "'1970-01-01'",
        ):
            table.add(superuser, "hr", time)
            table.add(superuser, "sales", time)
            over += 1
    before = {table: left(superuser, "sales", table) for table in kept}
    assert clean(worker, rule) == over
    for table, keys in kept.items():
        assert left(superuser, "hr", table) == keys, table.name
        assert left(superuser, "sales", table) == before[table], table.name
    assert clean(worker, rule) == 0


def test_time_passes_in_transactions_of_a_batch_each(
    superuser: Session, worker: Session
) -> None:
    (table,) = (one for one in TIMED if one.name == "tool_calls")
    superuser.run("CREATE TABLE public.gone (batch xid8, rows bigint)")
    superuser.run(
        """CREATE FUNCTION public.note() RETURNS trigger
           SECURITY DEFINER LANGUAGE plpgsql AS 'BEGIN INSERT INTO public.gone
                 SELECT pg_current_xact_id(), count(*) FROM was; RETURN NULL; END'"""
    )
    superuser.run(
        """CREATE TRIGGER note AFTER DELETE ON hr_tenant.tool_calls
           REFERENCING OLD TABLE AS was FOR EACH STATEMENT
           EXECUTE FUNCTION public.note()"""
    )
    try:
        for day in range(1, 11):
            for hour in ("1", "2"):
                table.add(superuser, "hr", ago(table.keep, f"{day} days {hour} hours"))
        assert clean(worker, "operational", "2 days") == 20
        query = (
            "SELECT count(DISTINCT batch), max(rows), sum(rows)::int FROM public.gone"
        )
        ((batches, largest, rows),) = superuser.rows(query)
        # Both ends of a batch belong to it.
        assert (batches, largest, rows) == (4, 5, 20)
    finally:
        superuser.run("DROP TRIGGER note ON hr_tenant.tool_calls")
        superuser.run("DROP FUNCTION public.note")
        superuser.run("DROP TABLE public.gone")


@pytest.mark.parametrize("rule", RULES)
def test_an_override_is_followed_within_its_bounds(
    own_platform: Platform,
    superuser: Session,
    admin: Session,
    worker: Session,
    rule: str,
) -> None:
    table, bounds = tables_of(own_platform, rule)[0], read_rule(rule)["override"]
    floor, ceiling = bounds["floor"], bounds["ceiling"]
    for given, meant in (
        (floor, floor),
        ("1 microsecond", floor),
        (ceiling, ceiling),
        ("900 years", ceiling),
    ):
        admin.run("DELETE FROM federation.retention_overrides")
        override = "INSERT INTO federation.retention_overrides VALUES (%s, %s, %s)"
        admin.run(override, "hr", rule, given)
        admin.run(override, "sales", rule, "1 microsecond")
        admin.run(override, "hr", "another", "1 microsecond")
        kept = table.add(superuser, "hr", ago(meant, "-1 minute"))
        table.add(superuser, "hr", ago(meant))
        assert clean(worker, rule) == 1, given
        assert left(superuser, "hr", table) == {kept}, given
        superuser.run(f"DELETE FROM hr_tenant.{table.name}")


def test_overrides_of_the_specs_are_followed(
    superuser: Session, admin: Session, worker: Session
) -> None:
    (table,) = (one for one in TIMED if one.name == "tool_calls")
    override = "INSERT INTO federation.retention_overrides VALUES ('sales', %s, %s)"
    admin.run(override, "operational", "1 year")
    for department in ("hr", "sales"):
        table.add(superuser, department, "now() - interval '100 days'")
        table.add(superuser, department, "now() - interval '400 days'")
    assert clean(worker, "operational") == 2
    assert clean(worker, "operational", department="sales") == 1


@pytest.mark.parametrize("batch", ["0", "-1 day", "-1 month 3 days"])
def test_a_batch_of_nothing_is_refused(worker: Session, batch: str) -> None:
    call = f"CALL hr_tenant.cleanup_operational(interval '{batch}')"
    assert worker.refusal(call) == "22023"


def test_a_batch_that_is_not_known_is_refused(worker: Session) -> None:
    # It would delete nothing, and say that nothing was to delete.
    assert worker.refusal("CALL hr_tenant.cleanup_operational(NULL)") == "22023"


@pytest.mark.parametrize("login", ["hr_app", "sales_app", "ada", "stranger"])
@pytest.mark.parametrize("rule", RULES)
def test_nobody_else_cleans_up(own_platform: Platform, login: str, rule: str) -> None:
    with own_platform.session(login) as conn:
        assert Session(conn).refusal(f"CALL hr_tenant.cleanup_{rule}()") == "42501"


def test_what_refers_to_a_row_that_goes_is_kept_without_it(
    superuser: Session, worker: Session
) -> None:
    workflow, call = str(uuid4()), str(uuid4())
    old = {"id": f"'{workflow}'", "created_at": ago("90 days")}
    superuser.run(insert("hr", "workflow_executions", old))
    young = {"id": f"'{call}'", "workflow_execution_id": f"'{workflow}'"}
    superuser.run(insert("hr", "tool_calls", young))
    assert clean(worker, "operational") == 1
    query = "SELECT department, workflow_execution_id FROM hr_tenant.tool_calls"
    assert superuser.rows(query) == [("hr", None)]
