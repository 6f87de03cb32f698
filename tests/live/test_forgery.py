"""Who somebody is follows from the login; nothing that a session says changes it."""
# ruff: noqa: S608 - the names in these statements are our own

import pytest

from tests.live.conftest import CopyPlatform, LogIn
from tests.live.matrix import open_grants
from tests.live.platform import Platform, Session

pytestmark = pytest.mark.live

OTHERS = (
    "sales_role",
    "sales_app",
    "sales_reader",
    "hr_reader",
    "federation_admin",
    "federation_owner",
    "federation_definer",
    "federation_retention",
    "federation_migrator",
    "ada",
    "keeper",
    "postgres",
)
SETTINGS = (
    "app.current_department",
    "app.department",
    "app.current_tenant",
    "federation.department",
    "request.role",
)


@pytest.fixture(scope="module")
def own_platform(copy_platform: CopyPlatform) -> Platform:
    made = copy_platform()
    # Missing grants would hide what policies let through.
    open_grants(made)
    return made


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("value", ["sales", "SALES", "sales_role", "", "hr"])
def test_a_setting_forges_nothing(hr: Session, setting: str, value: str) -> None:
    hr.run("SELECT set_config(%s, %s, false)", setting, value)
    assert hr.rows("SELECT FROM sales_tenant.contacts") == []
    assert (
        hr.refusal("INSERT INTO sales_tenant.contacts (display_name) VALUES ('Eve')")
        == "42501"
    )
    # Nor does it take anything away.
    assert hr.rows("SELECT FROM hr_tenant.contacts") != []


def test_a_setting_chooses_no_department_that_the_login_is_not(hr: Session) -> None:
    query = "SELECT federation.department_of(current_user)"
    assert hr.value(query) == "hr"
    for choice, department in (("hr", "hr"), ("sales", None), ("", "hr")):
        hr.run("SELECT set_config('app.current_department', %s, false)", choice)
        assert hr.value(query) == department


@pytest.mark.parametrize("role", OTHERS)
def test_a_department_becomes_nobody_else(hr: Session, role: str) -> None:
    assert hr.refusal(f"SET ROLE {role}") == "42501"
    assert hr.refusal(f"SET LOCAL ROLE {role}") == "42501"
    assert hr.refusal(f"SET SESSION AUTHORIZATION {role}") == "42501"
    assert hr.refusal(f"GRANT {role} TO hr_app") == "42501"


def test_a_department_can_be_itself(hr: Session) -> None:
    hr.run("SET ROLE hr_role")
    assert hr.rows("SELECT FROM hr_tenant.contacts") != []
    assert hr.rows("SELECT FROM sales_tenant.contacts") == []


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER ROLE hr_app BYPASSRLS",
        "ALTER ROLE hr_app SUPERUSER",
        "ALTER ROLE hr_app CREATEROLE",
        "CREATE ROLE mole IN ROLE sales_role",
        "CREATE TABLE hr_tenant.extra ()",
        "CREATE TABLE sales_tenant.extra ()",
        "CREATE TABLE federation.extra ()",
        "CREATE TABLE extensions.extra ()",
        "CREATE TABLE public.extra ()",
        "CREATE SCHEMA extra",
        "CREATE FUNCTION hr_tenant.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE PUBLICATION everything FOR TABLES IN SCHEMA sales_tenant",
        "ALTER TABLE hr_tenant.contacts OWNER TO hr_app",
        "ALTER DEFAULT PRIVILEGES FOR ROLE sales_app GRANT ALL ON TABLES TO hr_app",
        "COPY hr_tenant.contacts TO PROGRAM 'cat'",
    ],
)
def test_a_department_changes_nothing_about_itself(hr: Session, statement: str) -> None:
    assert hr.refusal(statement) == "42501"


def test_switching_row_security_off_is_an_error_and_no_way_around(hr: Session) -> None:
    hr.run("SET row_security = off")
    for schema in ("hr_tenant", "sales_tenant"):
        assert hr.refusal(f"SELECT FROM {schema}.contacts") == "42501"
        assert hr.refusal(f"DELETE FROM {schema}.contacts") == "42501"


def test_a_login_of_two_departments_has_both_and_chooses_who_it_is(
    log_in: LogIn, superuser: Session
) -> None:
    superuser.run("CREATE ROLE dora LOGIN IN ROLE hr_role, sales_role")
    try:
        dora = log_in("dora")
        for schema in ("hr_tenant", "sales_tenant"):
            assert dora.rows(f"SELECT FROM {schema}.contacts") != []
        query = "SELECT federation.department_of(current_user)"
        assert dora.value(query) is None
        for choice, department in (("hr", "hr"), ("sales", "sales"), ("legal", None)):
            dora.run("SELECT set_config('app.current_department', %s, false)", choice)
            assert dora.value(query) == department
        assert dora.refusal("UPDATE hr_tenant.contacts SET department = 'sales'")
        dora.conn.close()
    finally:
        superuser.run("DROP ROLE dora")


def test_a_pooled_login_is_nobody_until_it_chooses_and_again_after_the_transaction(
    log_in: LogIn, superuser: Session
) -> None:
    superuser.run("CREATE ROLE pool LOGIN NOINHERIT IN ROLE hr_role")
    try:
        pool = log_in("pool")
        assert pool.refusal("SELECT FROM hr_tenant.contacts") == "42501"
        with pool.conn.transaction():
            pool.run("SET LOCAL ROLE hr_role")
            assert pool.rows("SELECT FROM hr_tenant.contacts") != []
            assert pool.rows("SELECT FROM sales_tenant.contacts") == []
        assert pool.refusal("SELECT FROM hr_tenant.contacts") == "42501"
        pool.conn.close()
    finally:
        superuser.run("DROP ROLE pool")
