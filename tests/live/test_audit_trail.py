"""Audit records are added and read; nobody changes them, and only time removes them."""

import pytest

from tests.live.platform import Session, insert

pytestmark = pytest.mark.live

EVENT = insert("hr", "audit_trail")
CHANGES = (
    "UPDATE hr_tenant.audit_trail SET outcome = 'denied'",
    "UPDATE hr_tenant.audit_trail SET outcome = 'denied' WHERE outcome = 'success'",
    "DELETE FROM hr_tenant.audit_trail",
    "TRUNCATE hr_tenant.audit_trail",
    "SELECT FROM hr_tenant.audit_trail FOR UPDATE",
    f"""{EVENT} ON CONFLICT (department, id, created_at)
        DO UPDATE SET outcome = 'denied'""",
    """MERGE INTO hr_tenant.audit_trail AS t USING (VALUES (1)) AS s (x) ON true
       WHEN MATCHED THEN DELETE""",
)


def test_a_department_adds_and_reads_records(hr: Session) -> None:
    query = "SELECT recorded_by, created_at = now() FROM audit_trail WHERE id = %s"
    with hr.conn.transaction():
        ((added,),) = hr.rows(f"{EVENT} RETURNING id")
        assert hr.rows(query, added) == [("hr_app", True)]


@pytest.mark.parametrize("statement", CHANGES)
def test_a_department_changes_no_record(hr: Session, statement: str) -> None:
    assert hr.refusal(statement) == "42501"


@pytest.mark.parametrize("statement", [EVENT, *CHANGES])
def test_an_administrator_adds_and_changes_no_record(
    admin: Session, statement: str
) -> None:
    assert admin.rows("SELECT FROM hr_tenant.audit_trail") != []
    assert admin.refusal(statement) == "42501"


@pytest.mark.parametrize("statement", [EVENT, *CHANGES[:2], *CHANGES[3:6]])
def test_the_retention_worker_changes_no_record(
    worker: Session, statement: str
) -> None:
    assert worker.refusal(statement) == "42501"


@pytest.mark.parametrize(
    "forged",
    [
        {"recorded_by": "'sales_app'"},
        {"recorded_by": "'postgres'"},
        {"created_at": "now() - interval '1 second'"},
        {"created_at": "now() + interval '1 second'"},
    ],
)
def test_author_and_time_of_a_record_are_not_chosen(
    hr: Session, forged: dict[str, str]
) -> None:
    assert hr.refusal(insert("hr", "audit_trail", forged)) == "42501"


def test_changing_is_denied_by_policy_where_it_was_granted(
    hr: Session, admin: Session, superuser: Session
) -> None:
    grant = "GRANT ALL ON hr_tenant.audit_trail TO hr_role, federation_admin"
    superuser.run(grant)
    try:
        for session in (hr, admin):
            assert session.attempt(CHANGES[0]) == 0
            assert session.attempt(CHANGES[2]) == 0
    finally:
        superuser.run(
            "REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"
            " ON hr_tenant.audit_trail FROM hr_role, federation_admin"
        )
        superuser.run("REVOKE INSERT ON hr_tenant.audit_trail FROM federation_admin")


def test_the_retention_worker_removes_what_is_over(
    hr: Session, worker: Session, superuser: Session
) -> None:
    kept = hr.value("SELECT count(*) FROM audit_trail")
    superuser.run(
        """CREATE TABLE hr_tenant.audit_trail_past PARTITION OF hr_tenant.audit_trail
           FOR VALUES FROM (MINVALUE) TO ('2020-01-01')"""
    )
    old = {"created_at": "'2019-12-31'"}
    superuser.run(insert("hr", "audit_trail", old))
    assert hr.value("SELECT count(*) FROM audit_trail") == kept + 1
    assert worker.rows("CALL hr_tenant.cleanup_security()") == [(1,)]
    assert hr.value("SELECT count(*) FROM audit_trail") == kept
