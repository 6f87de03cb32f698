"""Functions that run with others' rights answer about the session alone."""

from collections.abc import Iterator

import pytest

from tests.live.conftest import CopyPlatform
from tests.live.matrix import open_grants
from tests.live.platform import Platform, Session, insert

pytestmark = pytest.mark.live

OTHERS = (
    "sales_role",
    "sales_app",
    "legal_role",
    "legal_app",
    "federation_admin",
    "federation_owner",
    "ada",
    "postgres",
    "public",
    "nobody",
    "",
    'x"; DROP',
)


@pytest.fixture(scope="module")
def own_platform(copy_platform: CopyPlatform) -> Iterator[Platform]:
    """sales and legal may read each other; hr holds grants and no permission."""
    made = copy_platform()
    open_grants(made)
    with made.session("ada") as conn:
        conn.execute(
            """INSERT INTO federation.cross_dept_permissions
                 (grantee_department, owner_department, table_name, reason)
               VALUES ('sales', 'legal', '*', 'a proof'),
                      ('legal', 'sales', '*', 'a proof')"""
        )
    yield made
    with made.session("ada") as conn:
        conn.execute("DELETE FROM federation.cross_dept_permissions")


@pytest.mark.parametrize("role", OTHERS)
def test_asking_for_somebody_else_reveals_nothing(hr: Session, role: str) -> None:
    assert hr.value("SELECT federation.department_of(%s)", role) is None
    for owner in ("legal", "sales", "hr"):
        answer = "SELECT federation.can_read(%s, %s, 'contacts')"
        assert hr.value(answer, role, owner) is False


def test_asking_for_oneself_tells_what_is_permitted(
    hr: Session, sales: Session
) -> None:
    for session, department in ((hr, "hr"), (sales, "sales")):
        query = "SELECT federation.department_of(current_user)"
        assert session.value(query) == department
    query = "SELECT federation.can_read(current_user, 'legal', 'contacts')"
    assert (hr.value(query), sales.value(query)) == (False, True)
    optout = "SELECT federation.can_read(current_user, 'sales', 'contacts')"
    assert sales.value(optout) is False


@pytest.mark.parametrize(
    "call",
    [
        "federation.is_active_department('sales')",
        "federation.converge_cross_grants('hr', 'sales')",
        "federation.sync_permissions()",
        "federation.sync_cross_grants()",
    ],
)
def test_what_is_not_for_departments_is_not_called(hr: Session, call: str) -> None:
    assert hr.refusal(f"SELECT {call}") == "42501"


SHADOWS = (
    """CREATE TEMP TABLE cross_dept_permissions AS
       SELECT gen_random_uuid() AS id, 'hr'::text AS grantee_department,
              'sales'::text AS owner_department, '*'::name AS table_name,
              '-infinity'::timestamptz AS valid_from, NULL::timestamptz AS expires_at,
              NULL::timestamptz AS revoked_at""",
    """CREATE TEMP TABLE departments AS
       SELECT 'sales'::text AS department, 'active'::text AS status,
              'hr_role'::name AS role_name""",
    "CREATE TEMP TABLE pg_policy AS SELECT * FROM pg_catalog.pg_policy LIMIT 0",
    "CREATE TEMP TABLE pg_attribute AS SELECT 'id'::name AS attname LIMIT 0",
    """CREATE FUNCTION pg_temp.pg_has_role(name, name, text) RETURNS boolean
       LANGUAGE sql AS 'SELECT true'""",
    """CREATE FUNCTION pg_temp.pg_has_role(name, regrole, text) RETURNS boolean
       LANGUAGE sql AS 'SELECT true'""",
    """CREATE FUNCTION pg_temp.can_read(name, text, name) RETURNS boolean
       LANGUAGE sql AS 'SELECT true'""",
    """CREATE FUNCTION pg_temp.department_of(name) RETURNS text
       LANGUAGE sql AS 'SELECT ''sales''::text'""",
    """CREATE FUNCTION pg_temp.always(text, text) RETURNS boolean
       LANGUAGE sql AS 'SELECT true'""",
    """CREATE OPERATOR pg_temp.= (FUNCTION = pg_temp.always,
       LEFTARG = text, RIGHTARG = text)""",
    "CREATE DOMAIN pg_temp.timestamptz AS text",
)


def test_what_a_session_puts_in_front_changes_nothing(hr: Session) -> None:
    for statement in SHADOWS:
        hr.run(statement)
    hr.run("SET search_path = pg_temp, pg_catalog, hr_tenant, federation")
    # It is in front of what the session itself says …
    assert hr.rows("SELECT DISTINCT owner_department FROM cross_dept_permissions") != []
    assert hr.value("SELECT 'a'::text OPERATOR(pg_temp.=) 'b'::text") is True
    # … and nowhere else.
    assert hr.value("SELECT federation.department_of(current_user)") == "hr"
    query = "SELECT federation.can_read(current_user, 'sales', 'contacts')"
    assert hr.value(query) is False
    assert hr.rows("SELECT FROM sales_tenant.contacts") == []
    assert hr.attempt("DELETE FROM sales_tenant.contacts") == 0
    assert hr.refusal(insert("sales", "contacts")) == "42501"
    ((key,),) = hr.rows(f"{insert('hr', 'agent_context')} RETURNING id")
    before = "SELECT updated_at FROM hr_tenant.agent_context WHERE id = %s"
    written = hr.value(before, key)
    # The trigger looks up generated columns, in the catalog and not in our table.
    hr.run("UPDATE hr_tenant.agent_context SET id = id WHERE id = %s", key)
    assert hr.value(before, key) == written


def test_a_function_without_a_path_would_have_been_fooled(
    hr: Session, superuser: Session
) -> None:
    superuser.run(
        """CREATE FUNCTION public.careless() RETURNS bigint SECURITY DEFINER
           LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT count(*) FROM departments); END'"""
    )
    superuser.run("GRANT EXECUTE ON FUNCTION public.careless TO hr_role")
    try:
        hr.run("CREATE TEMP TABLE departments (department text)")
        assert hr.value("SELECT public.careless()") == 0
    finally:
        superuser.run("DROP FUNCTION public.careless")
