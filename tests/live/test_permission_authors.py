"""Administrators permit, in their own name; departments permit themselves nothing."""

import pytest

from tests.live.pair import DENIED, Pair
from tests.live.platform import Session

pytestmark = pytest.mark.live


def test_departments_do_not_permit_themselves_anything(
    pair: Pair, sales: Session
) -> None:
    pair.permit("contacts")
    grant = """INSERT INTO federation.cross_dept_permissions
                 (grantee_department, owner_department, table_name, reason)
               VALUES ('{0}', '{1}', '*', 'because we can')"""
    for session in (pair.hr, sales):
        for pairing in (("hr", "sales"), ("sales", "hr")):
            assert session.refusal(grant.format(*pairing)) == DENIED
        for statement in (
            "SELECT FROM federation.cross_dept_permissions",
            "UPDATE federation.cross_dept_permissions SET table_name = '*'",
            "DELETE FROM federation.cross_dept_permissions",
            "UPDATE federation.departments SET role_name = 'hr_role'",
            "UPDATE federation.departments SET status = 'active'",
            "SELECT federation.converge_cross_grants('hr', 'sales')",
        ):
            assert session.refusal(statement) == DENIED, statement


def test_departments_do_not_permit_where_it_was_granted_by_mistake(
    pair: Pair, superuser: Session
) -> None:
    superuser.run("GRANT ALL ON federation.cross_dept_permissions TO federation_member")
    try:
        with pytest.raises(Exception, match="row-level security"):
            pair.hr.run(
                """INSERT INTO federation.cross_dept_permissions
                     (grantee_department, owner_department, table_name, reason)
                   VALUES ('hr', 'sales', '*', 'because we can')"""
            )
    finally:
        superuser.run(
            "REVOKE ALL ON federation.cross_dept_permissions FROM federation_member"
        )


def test_a_permission_is_signed_by_who_grants_it(pair: Pair) -> None:
    with pytest.raises(Exception, match="row-level security"):
        pair.permit("contacts", granted_by="'postgres'")
    permission = pair.permit("contacts")
    query = "SELECT granted_by FROM federation.cross_dept_permissions WHERE id = %s"
    assert pair.admin.value(query, permission) == "ada"


@pytest.mark.parametrize(
    "given",
    [
        {"owner_department": "'hr'"},
        {"grantee_department": "'nobody'"},
        {"owner_department": "'nobody'"},
        {"expires_at": "now() - interval '1 second'"},
        {"reason": "''"},
        {"reason": "'  '"},
    ],
)
def test_a_permission_that_makes_no_sense_is_refused(
    pair: Pair, given: dict[str, str]
) -> None:
    with pytest.raises(Exception, match=r"violates|not shared"):
        pair.permit("contacts", **given)


def test_there_is_one_standing_permission_for_a_table(pair: Pair) -> None:
    pair.permit("contacts")
    with pytest.raises(Exception, match="standing"):
        pair.permit("contacts")


def test_nobody_becomes_a_reader(pair: Pair) -> None:
    pair.permit("contacts")
    if pair.hr.conn.info.server_version >= 160_000:
        assert pair.hr.refusal("SET ROLE sales_reader") == DENIED
    else:
        # Every member may; the role alone is of no department, and sees nothing.
        query = "SELECT FROM sales_tenant.contacts"
        assert pair.hr.refusal(f"SET ROLE sales_reader; {query}") == DENIED
    assert pair.hr.refusal("GRANT sales_reader TO legal_role") == DENIED


def test_nobody_rewrites_who_granted_a_permission(pair: Pair) -> None:
    permission = pair.permit("contacts")
    table = "federation.cross_dept_permissions"
    for forged in ("'hr_app'", "NULL"):
        assert (
            pair.admin.refusal(f"UPDATE {table} SET granted_by = {forged}")  # noqa: S608 - our own
            == DENIED
        )
    later = f"UPDATE {table} SET expires_at = now() + interval '1 day' WHERE id = %s"  # noqa: S608 - our own
    assert pair.admin.run(later, permission) == 1
