"""What stands in the database after the shipped specs were installed."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.live.platform import DEPARTMENTS, Platform, Session
from tests.shipped import SPECS, VECTOR_TABLE

pytestmark = pytest.mark.live

PARTITIONED = {
    "audit_trail",
    "conversation_history",
    "drive_access_log",
    "error_logs",
    "llm_usage_logs",
    "stt_usage_logs",
    "tts_usage_logs",
    "user_session_analytics",
}


@pytest.fixture(scope="module")
def superuser(platform: Platform) -> Iterator[Session]:
    with platform.session() as conn:
        yield Session(conn)


def test_the_specs_have_24_tables_and_five_departments() -> None:
    assert len(list((SPECS / "tables").glob("*.yaml"))) == 24
    assert DEPARTMENTS == ("hr", "sales", "legal", "it", "finance")


def test_every_table_is_there_if_the_server_has_vector(platform: Platform) -> None:
    if VECTOR_TABLE not in platform.tables:
        pytest.skip(f"no extension vector here: {VECTOR_TABLE} is left out everywhere")
    assert len(platform.tables) == 24


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_department_has_all_tables(
    platform: Platform, superuser: Session, department: str
) -> None:
    query = """SELECT relname FROM pg_class
                WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p')
                  AND NOT relispartition ORDER BY relname COLLATE "C" """
    found = superuser.rows(query, f"{department}_tenant")
    assert tuple(name for (name,) in found) == platform.tables


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_row_level_security_is_enabled_and_forced_on_tables_and_partitions(
    platform: Platform, superuser: Session, department: str
) -> None:
    query = """SELECT relispartition, relrowsecurity AND relforcerowsecurity, count(*)
                 FROM pg_class
                WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p')
                GROUP BY 1, 2"""
    found = {
        (a, b): number for a, b, number in superuser.rows(query, f"{department}_tenant")
    }
    # This month and three ahead.
    assert found == {
        (False, True): len(platform.tables),
        (True, True): 4 * len(PARTITIONED),
    }


def test_the_partitioned_tables_are_those_we_think(superuser: Session) -> None:
    query = """SELECT DISTINCT c.relname FROM pg_class AS c
                 JOIN pg_inherits AS i ON i.inhparent = c.oid WHERE c.relkind = 'p'"""
    assert {name for (name,) in superuser.rows(query)} == PARTITIONED


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_table_has_policies_and_a_floor_for_each_command(
    platform: Platform, superuser: Session, department: str
) -> None:
    query = """SELECT c.relname, bool_or(p.polpermissive),
                      array_agg(p.polcmd::text ORDER BY p.polcmd::text)
                        FILTER (WHERE NOT p.polpermissive AND p.polroles = '{0}')
                 FROM pg_class AS c JOIN pg_policy AS p ON p.polrelid = c.oid
                WHERE c.relnamespace = %s::regnamespace
                GROUP BY 1"""
    found = superuser.rows(query, f"{department}_tenant")
    assert {row[0] for row in found} == set(platform.tables)
    for _, permissive, floor in found:
        assert permissive
        assert floor == ["a", "d", "r", "w"]


def test_no_partition_has_a_policy_or_a_grant(superuser: Session) -> None:
    query = """SELECT count(*), count(p.oid), count(c.relacl),
                      count(*) FILTER (WHERE a.attacl IS NOT NULL),
                      array_agg(DISTINCT pg_get_userbyid(c.relowner))
                 FROM pg_class AS c
                 LEFT JOIN pg_policy AS p ON p.polrelid = c.oid
                 LEFT JOIN pg_attribute AS a
                        ON a.attrelid = c.oid AND a.attacl IS NOT NULL
                WHERE c.relispartition AND c.relkind = 'r'"""
    total = len(DEPARTMENTS) * len(PARTITIONED) * 4
    assert superuser.rows(query) == [(total, 0, 0, 0, ["federation_owner"])]


def test_departments_hold_no_more_than_reading_and_writing(
    platform: Platform, superuser: Session
) -> None:
    query = """SELECT r.rolname, a.privilege_type, count(*)
                 FROM pg_class AS c, aclexplode(c.relacl) AS a
                 JOIN pg_roles AS r ON r.oid = a.grantee
                WHERE c.relnamespace = 'hr_tenant'::regnamespace
                  AND c.relkind IN ('r', 'p') AND r.rolname <> 'federation_owner'
                GROUP BY 1, 2"""
    found = {(role, right): number for role, right, number in superuser.rows(query)}
    everywhere, alterable = len(platform.tables), len(platform.tables) - 1
    assert found == {
        ("hr_role", "SELECT"): everywhere,
        ("hr_role", "INSERT"): everywhere,
        ("hr_role", "UPDATE"): alterable,
        ("hr_role", "DELETE"): alterable,
        ("federation_admin", "SELECT"): everywhere,
        ("federation_admin", "INSERT"): alterable,
        ("federation_admin", "UPDATE"): alterable,
        ("federation_admin", "DELETE"): alterable,
        ("federation_retention", "SELECT"): everywhere,
        ("federation_retention", "DELETE"): everywhere,
    }


def test_public_may_do_nothing_with_what_was_made(superuser: Session) -> None:
    query = """SELECT p.oid::regprocedure::text FROM pg_proc AS p
                WHERE (p.pronamespace = 'federation'::regnamespace
                       OR p.pronamespace::regnamespace::text LIKE '%_tenant')
                  AND has_function_privilege('stranger', p.oid, 'EXECUTE')
               UNION ALL
               SELECT c.oid::regclass::text FROM pg_class AS c
                WHERE (c.relnamespace = 'federation'::regnamespace
                       OR c.relnamespace::regnamespace::text LIKE '%_tenant')
                  AND c.relkind IN ('r', 'p', 'S', 'v')
                  AND has_table_privilege('stranger', c.oid,
                        'SELECT, INSERT, UPDATE, DELETE, TRUNCATE,'
                        ' REFERENCES, TRIGGER')"""
    # No values are passed, so percent signs stand for themselves.
    assert superuser.rows(query) == []


def test_only_the_migrator_can_become_the_owner(superuser: Session) -> None:
    query = """SELECT rolname FROM pg_roles
                WHERE pg_has_role(rolname, 'federation_owner', 'MEMBER')
                  AND rolname <> 'federation_owner' AND NOT rolsuper"""
    assert superuser.rows(query) == [("federation_migrator",)]


def test_no_role_bypasses_row_level_security(superuser: Session) -> None:
    query = """SELECT rolname FROM pg_roles
                WHERE (rolsuper OR rolbypassrls) AND rolname <> 'postgres'"""
    assert superuser.rows(query) == []


def test_the_definer_is_a_member_of_nothing(superuser: Session) -> None:
    query = """SELECT roleid::regrole::text FROM pg_auth_members
                WHERE member = 'federation_definer'::regrole"""
    assert superuser.rows(query) == []


def test_the_stranger_is_refused_at_the_door(platform: Platform) -> None:
    with platform.session("stranger") as conn:
        stranger = Session(conn)
        for schema in ("hr_tenant.contacts", "federation.departments"):
            assert stranger.refusal(f"SELECT FROM {schema}") == "42501"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            stranger.rows("SELECT federation.department_of(current_user)")
