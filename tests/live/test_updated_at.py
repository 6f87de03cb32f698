"""updated_at says when a row last changed: never chosen, never standing still."""
# ruff: noqa: S608 - the names in these statements are our own

import datetime as dt

import pytest

from tests.live.platform import Platform, Session, insert

pytestmark = pytest.mark.live

CHANGE = "created_at = created_at - interval '1 second'"


@pytest.fixture
def touched(superuser: Session) -> list[str]:
    """The tables that have the column."""
    query = """SELECT attrelid::regclass::text FROM pg_attribute
                WHERE attname = 'updated_at' AND NOT attisdropped
                  AND attrelid::regclass::text LIKE 'hr_tenant.%' AND attnum > 0
                  AND EXISTS (SELECT FROM pg_class
                               WHERE oid = attrelid AND relkind = 'r')
                ORDER BY 1"""
    return [name.partition(".")[2] for (name,) in superuser.rows(query)]


def stamp(session: Session, table: str, key: object) -> dt.datetime:
    found = session.value(f"SELECT updated_at FROM {table} WHERE id = %s", key)
    assert isinstance(found, dt.datetime)
    return found


def test_tables_whose_rows_change_have_it(
    touched: list[str], own_platform: Platform
) -> None:
    assert len(touched) == len(own_platform.tables) - 9


def test_it_moves_when_something_changes_and_only_then(
    hr: Session, touched: list[str]
) -> None:
    for table in touched:
        ((key,),) = hr.rows(f"{insert('hr', table)} RETURNING id")
        written = stamp(hr, table, key)
        for idle in ("id = id", "department = 'hr'", "created_at = created_at"):
            assert hr.run(f"UPDATE {table} SET {idle} WHERE id = %s", key) == 1
            assert stamp(hr, table, key) == written, (table, idle)
        hr.run(f"UPDATE {table} SET {CHANGE} WHERE id = %s", key)
        assert stamp(hr, table, key) > written, table


def test_it_is_not_chosen(hr: Session, touched: list[str]) -> None:
    for table in touched:
        ((key,),) = hr.rows(f"{insert('hr', table)} RETURNING id")
        for forged in ("2000-01-01", "2999-01-01", "infinity", "-infinity"):
            written = stamp(hr, table, key)
            change = f"UPDATE {table} SET updated_at = %s WHERE id = %s"
            hr.run(change, forged, key)
            now = hr.value("SELECT clock_timestamp()")
            assert written < stamp(hr, table, key) < now, (table, forged)


def test_it_moves_on_between_updates_of_one_transaction(
    hr: Session, touched: list[str]
) -> None:
    for table in touched:
        ((key,),) = hr.rows(f"{insert('hr', table)} RETURNING id")
        with hr.conn.transaction():
            stamps = []
            for _ in range(3):
                hr.run(f"UPDATE {table} SET {CHANGE} WHERE id = %s", key)
                stamps.append(stamp(hr, table, key))
        assert stamps == sorted(set(stamps)), table


def test_it_moves_on_from_a_time_that_lies_ahead(
    hr: Session, superuser: Session, touched: list[str]
) -> None:
    for table in touched:
        ((key,),) = hr.rows(f"{insert('hr', table)} RETURNING id")
        superuser.run("SET session_replication_role = replica")
        ahead = f"""UPDATE hr_tenant.{table}
                       SET updated_at = now() + interval '1 day' WHERE id = %s"""
        superuser.run(ahead, key)
        written = stamp(hr, table, key)
        hr.run(f"UPDATE {table} SET {CHANGE} WHERE id = %s", key)
        moved = stamp(hr, table, key) - written
        assert moved == dt.timedelta(microseconds=1), table


def test_a_change_of_a_generated_column_is_a_change(hr: Session) -> None:
    ((key,),) = hr.rows(f"{insert('hr', 'agent_context')} RETURNING id")
    written = stamp(hr, "agent_context", key)
    hr.run("UPDATE agent_context SET content = 'It closes at four.' WHERE id = %s", key)
    assert stamp(hr, "agent_context", key) > written
    hr.run("UPDATE agent_context SET content = content WHERE id = %s", key)
