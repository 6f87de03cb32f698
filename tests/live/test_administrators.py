"""Administrators read every department and never mix rows; the owner sees nothing."""
# ruff: noqa: S608 - the names in these statements are our own

import pytest

from tests.live.conftest import LogIn
from tests.live.matrix import APPEND_ONLY
from tests.live.platform import ROWS, Platform, Session, insert

pytestmark = pytest.mark.live


def test_administrators_read_every_department(
    admin: Session, own_platform: Platform
) -> None:
    for department in ("hr", "sales"):
        for table in own_platform.tables:
            query = f"SELECT DISTINCT department FROM {department}_tenant.{table}"
            assert admin.rows(query) == [(department,)], table
    for table in own_platform.tables:
        assert admin.rows(f"SELECT FROM finance_tenant.{table}") == []


def test_administrators_write_rows_only_where_they_belong(
    admin: Session, own_platform: Platform
) -> None:
    for table in own_platform.tables:
        records = table in APPEND_ONLY
        outcome = "42501" if records else 1
        assert admin.attempt(insert("hr", table)) == outcome, table
        stays = f"UPDATE hr_tenant.{table} SET department = 'hr' WHERE id = id"
        assert admin.attempt(stays) == outcome, table
        assert admin.attempt(f"DELETE FROM hr_tenant.{table}") == outcome, table
        foreign = insert("hr", table, {"department": "'sales'"})
        assert admin.refusal(foreign) == "42501", table
        move = f"UPDATE hr_tenant.{table} SET department = 'sales'"
        assert admin.refusal(move) == "42501", table
        assert admin.refusal(f"TRUNCATE hr_tenant.{table}") == "42501", table


def test_administrators_change_no_structure(admin: Session) -> None:
    for statement in (
        "DROP POLICY isolation ON hr_tenant.contacts",
        "ALTER TABLE hr_tenant.contacts NO FORCE ROW LEVEL SECURITY",
        "SET ROLE federation_owner",
        "CREATE TABLE hr_tenant.extra ()",
    ):
        assert admin.refusal(statement) == "42501"


def test_the_owner_is_bound_by_policies_too(
    log_in: LogIn, own_platform: Platform
) -> None:
    migrator = log_in("federation_migrator")
    migrator.run("SET ROLE federation_owner")
    for table in own_platform.tables:
        assert migrator.rows(f"SELECT FROM hr_tenant.{table}") == []
        assert migrator.refusal(insert("hr", table)) == "42501"


def test_without_force_the_owner_would_see_rows(
    log_in: LogIn, superuser: Session
) -> None:
    migrator = log_in("federation_migrator")
    migrator.run("SET ROLE federation_owner")
    superuser.run("ALTER TABLE hr_tenant.contacts NO FORCE ROW LEVEL SECURITY")
    try:
        assert migrator.rows("SELECT FROM hr_tenant.contacts") != []
    finally:
        superuser.run("ALTER TABLE hr_tenant.contacts FORCE ROW LEVEL SECURITY")


def test_the_migrator_inherits_nothing(log_in: LogIn, own_platform: Platform) -> None:
    migrator = log_in("federation_migrator")
    for table in own_platform.tables:
        assert migrator.refusal(f"SELECT FROM hr_tenant.{table}") == "42501"


def test_the_retention_worker_reads_and_deletes_and_writes_nothing(
    worker: Session, own_platform: Platform
) -> None:
    for table in own_platform.tables:
        first = next(iter(ROWS[table]))
        assert worker.rows(f"SELECT FROM hr_tenant.{table}") != []
        assert worker.attempt(f"DELETE FROM hr_tenant.{table}") >= 1  # type: ignore[operator] # a refusal is text
        assert worker.refusal(insert("hr", table)) == "42501"
        change = f"UPDATE hr_tenant.{table} SET {first} = {first}"
        assert worker.refusal(change) == "42501"
        assert worker.refusal(f"TRUNCATE hr_tenant.{table}") == "42501"
    for table in ("legal_holds", "retention_overrides"):
        assert worker.refusal(f"DELETE FROM federation.{table}") == "42501"
