"""Every promise holds on a fresh installation, and each sabotage breaks one."""

import shutil
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from compiler.verify.fact import (
    Fact,
    IsolationReport,
    Outcome,
)
from compiler.verify.isolation import verify_isolation
from tests.apply.sample import apply_specs, read_blueprint, write_specs
from tests.conftest import NewServer
from tests.servers import LiveServer

pytestmark = pytest.mark.live

SHIPPED = Path(__file__).parents[2] / "specs"
NAMES = {
    "row-security",
    "policies",
    "reach",
    "own-rows",
    "foreign-rows",
    "moved-rows",
    "foreign-tables",
    "admin-reads",
    "policies-alone",
    "views",
}
ALL_TABLES = "IN SCHEMA hr_tenant TO legal_role"
WIDE = "CREATE POLICY wide ON hr_tenant.events USING (true)"
# From outside nothing is open: only the trial that opens the grants can tell.
NO_FLOOR = "DROP POLICY floor ON hr_tenant.events"


def run(dsn: str, *statements: LiteralString) -> None:
    with psycopg.connect(dsn, autocommit=True) as conn:
        for statement in statements:
            conn.execute(statement)


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "specs")


@pytest.fixture
def server(new_server: NewServer, specs: Path) -> LiveServer:
    made = new_server()
    apply_specs(made.dsn(), specs)
    return made


def outcomes(report: IsolationReport, outcome: Outcome) -> set[tuple[str, str]]:
    return {
        (fact.tenant, fact.name) for fact in report.facts if fact.outcome is outcome
    }


def count_rows(dsn: str) -> object:
    with psycopg.connect(dsn) as conn:
        query = "SELECT count(*) FROM hr_tenant.events"
        return conn.execute(query).fetchall()[0][0]


def test_every_promise_is_tried_and_holds_and_nothing_remains(
    server: LiveServer, specs: Path
) -> None:
    report = verify_isolation(server.dsn(), read_blueprint(specs))
    everything = {(tenant, name) for tenant in ("hr", "legal") for name in NAMES}
    assert outcomes(report, Outcome.HELD) == everything
    assert report.failed == report.not_tried == ()
    assert any("as hr_app, by login" in fact.detail for fact in report.facts)
    assert count_rows(server.dsn()) == 0
    assert not apply_specs(server.dsn(), specs).changed


@pytest.mark.parametrize(
    ("sabotage", "broken"),
    [
        (["DROP POLICY isolation ON hr_tenant.events"], {("hr", "policies")}),
        (
            ["DROP POLICY isolation ON " + table for table in ("hr_tenant.events",)]
            + ["DROP POLICY isolation ON hr_tenant.customers"]
            + ["DROP POLICY isolation ON hr_tenant.notes"],
            {("hr", "policies"), ("hr", "own-rows")},
        ),
        ([WIDE], {("hr", "policies")}),
        (
            [
                "CREATE VIEW hr_tenant.safe WITH (security_invoker) AS SELECT 1 AS one",
                "CREATE VIEW hr_tenant.own AS SELECT * FROM hr_tenant.events",
                "GRANT SELECT ON hr_tenant.safe TO legal_role",
            ],
            set(),
        ),
        (
            [
                "CREATE VIEW hr_tenant.spy AS SELECT * FROM hr_tenant.events",
                "GRANT SELECT (id) ON hr_tenant.spy TO legal_role",
            ],
            {("hr", "views")},
        ),
        (
            [
                "CREATE MATERIALIZED VIEW hr_tenant.spy AS SELECT 1 AS one",
                "GRANT SELECT ON hr_tenant.spy TO PUBLIC",
            ],
            {("hr", "views")},
        ),
        ([WIDE, NO_FLOOR], {("hr", "policies"), ("hr", "policies-alone")}),
        (
            ["ALTER TABLE hr_tenant.events DISABLE ROW LEVEL SECURITY"],
            {("hr", "row-security"), ("hr", "policies-alone")},
        ),
        (
            ["ALTER TABLE hr_tenant.notes NO FORCE ROW LEVEL SECURITY"],
            {("hr", "row-security")},
        ),
        (
            ["GRANT USAGE ON SCHEMA hr_tenant TO legal_role"],
            {("legal", "foreign-tables")},
        ),
        (
            [
                "ALTER TABLE hr_tenant.events DISABLE ROW LEVEL SECURITY",
                "INSERT INTO hr_tenant.events DEFAULT VALUES",
                "GRANT USAGE ON SCHEMA hr_tenant TO legal_role",
                "GRANT SELECT ON ALL TABLES " + ALL_TABLES,
            ],
            {
                ("hr", "row-security"),
                ("hr", "policies-alone"),
                ("legal", "foreign-tables"),
            },
        ),
        (
            ["GRANT hr_role TO legal_role"],
            {("legal", "reach"), ("legal", "foreign-tables"), ("hr", "policies-alone")},
        ),
        (["GRANT acme_owner TO hr_app"], {("hr", "reach"), ("hr", "foreign-tables")}),
        (["ALTER ROLE hr_role BYPASSRLS"], {("hr", "reach")}),
        (
            [
                "ALTER POLICY isolation ON hr_tenant.events USING (true)",
                "ALTER POLICY isolation ON hr_tenant.events WITH CHECK (true)",
                "ALTER TABLE hr_tenant.events DROP CONSTRAINT tenant_key",
            ],
            {("hr", "foreign-rows"), ("hr", "moved-rows")},
        ),
        (
            ["ALTER POLICY admin_bypass ON hr_tenant.events USING (false)"],
            {("hr", "admin-reads")},
        ),
    ],
)
def test_a_sabotage_breaks_its_promise_and_no_other(
    server: LiveServer,
    specs: Path,
    sabotage: list[LiteralString],
    broken: set[tuple[str, str]],
) -> None:
    run(server.dsn(), *sabotage)
    report = verify_isolation(server.dsn(), read_blueprint(specs))
    assert outcomes(report, Outcome.FAILED) == broken, report.failed


def test_a_login_that_is_kept_out_is_tried_in_its_name(
    server: LiveServer, specs: Path
) -> None:
    run(server.dsn(), "ALTER ROLE hr_app NOLOGIN")
    report = verify_isolation(server.dsn(), read_blueprint(specs))
    assert report.failed == report.not_tried == ()
    assert any("as hr_app, in its name" in fact.detail for fact in report.facts)


def test_an_ordinary_session_says_what_it_did_not_try(
    server: LiveServer, specs: Path
) -> None:
    run(server.dsn(), "CREATE ROLE plain LOGIN", "ALTER ROLE hr_app NOLOGIN")
    report = verify_isolation(server.dsn(user="plain"), read_blueprint(specs))
    assert report.failed == ()
    assert outcomes(report, Outcome.NOT_TRIED) == {
        ("hr", "own-rows"),
        ("hr", "foreign-rows"),
        ("hr", "moved-rows"),
        ("hr", "foreign-tables"),
        ("hr", "admin-reads"),
        ("hr", "policies-alone"),
        ("legal", "admin-reads"),
        ("legal", "policies-alone"),
    }


def test_a_single_tenant_has_nobody_to_be_kept_from(
    new_server: NewServer, tmp_path: Path
) -> None:
    alone = write_specs(tmp_path / "specs", tenants="tenants: {hr: {name: HR}}")
    dsn = new_server().dsn()
    apply_specs(dsn, alone)
    report = verify_isolation(dsn, read_blueprint(alone))
    not_tried = {("hr", "foreign-tables"), ("hr", "policies-alone")}
    assert outcomes(report, Outcome.NOT_TRIED) == not_tried
    assert report.failed == ()


def test_the_shipped_specs_are_isolated_and_a_permission_is_no_leak(
    new_server: NewServer, tmp_path: Path
) -> None:
    dsn = new_server().dsn()
    with psycopg.connect(dsn) as conn:
        query = "SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'"
        has_vector = conn.execute(query).fetchall()[0][0]
    if not has_vector:
        # The sample stands in for them; the tests of apply say how a lack is told.
        shipped = write_specs(tmp_path / "specs")
        apply_specs(dsn, shipped)
        assert verify_isolation(dsn, read_blueprint(shipped)).failed == ()
        return
    shipped = Path(shutil.copytree(SHIPPED, tmp_path / "shipped"))
    apply_specs(dsn, shipped)
    report = verify_isolation(dsn, read_blueprint(shipped))
    assert report.failed == report.not_tried == ()
    run(
        dsn,
        """INSERT INTO federation.cross_dept_permissions
             (grantee_department, owner_department, table_name, reason)
           SELECT a.department, b.department, '*', 'audit'
             FROM federation.departments AS a, federation.departments AS b
            WHERE a.department <> b.department""",
    )
    report = verify_isolation(dsn, read_blueprint(shipped))
    assert report.failed == ()
    assert {name for _, name in outcomes(report, Outcome.NOT_TRIED)} == {
        "foreign-tables",
        "policies-alone",
    }
    assert not apply_specs(dsn, shipped).changed


def test_a_fact_that_was_not_tried_is_no_broken_promise() -> None:
    fact = Fact(name="x", tenant="hr", outcome=Outcome.NOT_TRIED, detail="no")
    assert IsolationReport(facts=(fact,)).failed == ()
