"""Clean-up deletes no row that somebody has to keep for a court."""
# ruff: noqa: S608 - the names in these statements are our own

from typing import Final
from uuid import uuid4

import pytest

from tests.live.conftest import CopyPlatform
from tests.live.platform import Platform, Session, insert
from tests.live.timed import (
    RULES,
    TIMED,
    add_past,
    ago,
    clean,
    empty,
    left,
    tables_of,
)
from tests.shipped import VECTOR_TABLE

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def own_platform(copy_platform: CopyPlatform) -> Platform:
    made = copy_platform()
    add_past(made)
    return made


@pytest.fixture(autouse=True)
def _empty(own_platform: Platform, superuser: Session) -> None:
    empty(own_platform, superuser)


def hold(admin: Session, department: str = "hr", **given: str) -> None:
    cells = {"department": f"'{department}'", "reason": "'4 O 12/26'"} | given
    columns, values = ", ".join(cells), ", ".join(cells.values())
    admin.run(f"INSERT INTO federation.legal_holds ({columns}) VALUES ({values})")


@pytest.mark.parametrize("rule", RULES)
def test_a_department_that_is_held_keeps_everything(
    own_platform: Platform,
    superuser: Session,
    admin: Session,
    worker: Session,
    rule: str,
) -> None:
    tables = tables_of(own_platform, rule)
    for table in tables:
        for department in ("hr", "sales"):
            table.add(superuser, department, ago(table.keep))
    hold(admin)
    assert clean(worker, rule) == 0
    assert all(len(left(superuser, "hr", table)) == 1 for table in tables)
    assert clean(worker, rule, department="sales") == len(tables)
    admin.run("UPDATE federation.legal_holds SET released_at = now()")
    assert clean(worker, rule) == len(tables)


@pytest.mark.parametrize("rule", RULES)
def test_a_table_that_is_held_keeps_everything(
    own_platform: Platform,
    superuser: Session,
    admin: Session,
    worker: Session,
    rule: str,
) -> None:
    tables = tables_of(own_platform, rule)
    for held in tables:
        for table in tables:
            table.add(superuser, "hr", ago(table.keep))
        hold(admin, table_name=f"'{held.name}'")
        assert clean(worker, rule) == len(tables) - 1
        assert [one for one in tables if left(superuser, "hr", one)] == [held]
        admin.run("UPDATE federation.legal_holds SET released_at = now()")
        assert clean(worker, rule) == 1


@pytest.mark.parametrize("rule", RULES)
def test_a_subject_that_is_held_keeps_its_rows(
    own_platform: Platform,
    superuser: Session,
    admin: Session,
    worker: Session,
    rule: str,
) -> None:
    tried = 0
    for table in tables_of(own_platform, rule):
        for kind, column in table.subjects:
            held, free = str(uuid4()), str(uuid4())
            if kind == "contact" and table.name != "contacts":
                for key in (held, free):
                    superuser.run(insert("hr", "contacts", {"id": f"'{key}'"}))
            keys = {
                subject: table.add(
                    superuser, "hr", ago(table.keep), **{column: f"'{subject}'"}
                )
                for subject in (held, free)
            }
            hold(admin, subject_kind=f"'{kind}'", subject_id=f"'{held}'")
            hold(admin, subject_kind="'planet'", subject_id=f"'{free}'")
            hold(admin, "sales", subject_kind=f"'{kind}'", subject_id=f"'{free}'")
            assert clean(worker, rule) == 1, (table.name, column)
            assert left(superuser, "hr", table) & set(keys.values()) == {keys[held]}
            admin.run("UPDATE federation.legal_holds SET released_at = now()")
            assert clean(worker, rule) == 1, (table.name, column)
            tried += 1
    assert tried


def test_a_subject_is_held_in_one_table_where_the_hold_names_it(
    superuser: Session, admin: Session, worker: Session, own_platform: Platform
) -> None:
    tables = {one.name: one for one in tables_of(own_platform, "operational")}
    session = str(uuid4())
    for name in ("tool_calls", "workflow_executions"):
        given = {"session_id": f"'{session}'"}
        tables[name].add(superuser, "hr", ago("90 days"), **given)
    hold(
        admin,
        table_name="'tool_calls'",
        subject_kind="'session'",
        subject_id=f"'{session}'",
    )
    assert clean(worker, "operational") == 1
    assert left(superuser, "hr", tables["tool_calls"])
    assert not left(superuser, "hr", tables["workflow_executions"])


CASCADES: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "file_attachments": ("email_logs", {"email_id": "{key}"}),
    "agent_context": ("contacts", {"contact_id": "{key}"}),
    VECTOR_TABLE: (
        "drive_document_repository",
        {
            "document_id": "{key}",
            "source_kind": "'document'",
            "source_id": "{key}",
        },
    ),
}


@pytest.mark.parametrize("child", CASCADES)
def test_a_row_that_is_held_is_not_taken_along_by_one_that_is_not(
    own_platform: Platform,
    superuser: Session,
    admin: Session,
    worker: Session,
    child: str,
) -> None:
    if child not in own_platform.tables:
        pytest.skip(f"{child} is left out on a server without vector")
    parent, cells = CASCADES[child]
    (above,) = (one for one in TIMED if one.name == parent)
    key = above.add(superuser, "hr", ago(above.keep))
    given = {name: value.format(key=f"'{key}'") for name, value in cells.items()}
    superuser.run(insert("hr", child, given))
    hold(admin, table_name=f"'{child}'")
    clean(worker, above.rule)
    assert superuser.value(f"SELECT count(*) FROM hr_tenant.{child}") == 1
    admin.run("UPDATE federation.legal_holds SET released_at = now()")
    clean(worker, above.rule)
    assert superuser.value(f"SELECT count(*) FROM hr_tenant.{child}") == 0
