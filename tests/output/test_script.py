from pathlib import Path

import psycopg
import pytest

from compiler.output.script import compose_script
from compiler.render.change import render_catalog
from compiler.render.statement import Statement
from tests.conftest import NewServer
from tests.render.golden_file import check_golden
from tests.render.sample import OWNER, role, shared_catalog, tenant_catalog

GOLDEN = Path(__file__).parent / "golden_script.sql"


def _statements() -> tuple[Statement, ...]:
    return (
        *render_catalog(shared_catalog(), OWNER),
        *render_catalog(tenant_catalog("hr"), OWNER),
    )


def _statement(sql: str, *, as_owner: bool) -> Statement:
    return Statement(sql=sql, object=role("r"), as_owner=as_owner)


def test_the_role_is_changed_only_where_the_runner_changes(
    pytestconfig: pytest.Config,
) -> None:
    script = compose_script(
        (
            _statement("SELECT 1;", as_owner=False),
            _statement("SELECT 2;", as_owner=True),
            _statement("SELECT 3;", as_owner=True),
            _statement("SELECT 4;", as_owner=False),
            _statement("SELECT 5;", as_owner=True),
        ),
        owner="The Owner",
        postgres=15,
        title="What hr needs",
    )
    check_golden(pytestconfig, GOLDEN, script)


def test_a_title_of_several_lines_stays_in_the_comment() -> None:
    script = compose_script((), owner=OWNER, postgres=15, title="one\nDROP TABLE t;\rx")
    assert script.startswith("-- one\n-- DROP TABLE t;\n-- x\n")


@pytest.mark.live
def test_the_script_runs_in_one_round_trip(new_server: NewServer) -> None:
    script = compose_script(_statements(), owner=OWNER, postgres=15, title="All of it")
    with psycopg.connect(new_server().dsn(), autocommit=True) as conn:
        conn.execute(script.encode())
        assert _all(conn, "SELECT current_user = session_user") == [(True,)]
        assert _all(
            conn,
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, "
            "pg_get_userbyid(c.relowner), obj_description(c.oid, 'pg_class') "
            "FROM pg_class AS c WHERE c.relkind IN ('r', 'p') AND "
            "c.relnamespace = to_regnamespace('hr_tenant') AND "
            "c.relname IN ('documents', 'tool_calls') ORDER BY 1",
        ) == [
            ("documents", True, True, OWNER, "Texts.\nEach is searched."),
            ("tool_calls", True, True, OWNER, None),
        ]
        assert _all(
            conn,
            "SELECT proname, pg_get_userbyid(proowner), "
            "ARRAY(SELECT split_part(a::text, '/', 1) FROM unnest(proacl) AS a) "
            "FROM pg_proc "
            "WHERE pronamespace = to_regnamespace('federation')",
        ) == [
            (
                "can_read",
                "federation_admin",
                ["federation_admin=X", "federation_member=X"],
            )
        ]
        assert _all(
            conn,
            "SELECT attname, attstorage, attcompression FROM pg_attribute WHERE "
            "attrelid = 'hr_tenant.documents'::regclass AND attname = 'Body'",
        ) == [("Body", "e", "p")]
        assert _all(
            conn,
            "SELECT setconfig FROM pg_db_role_setting AS s JOIN pg_roles AS r "
            "ON r.oid = s.setrole",
        ) == [
            (
                [
                    "lock_timeout=3s",
                    "search_path=pg_catalog, pg_temp",
                    "app.Mode=it's",
                ],
            )
        ]


@pytest.mark.live
def test_the_script_is_all_or_nothing(new_server: NewServer) -> None:
    broken = (*_statements(), _statement("SELECT 1 / 0;", as_owner=True))
    with psycopg.connect(new_server().dsn(), autocommit=True) as conn:
        with pytest.raises(psycopg.errors.DivisionByZero):
            conn.execute(
                compose_script(
                    broken, owner=OWNER, postgres=15, title="Broken"
                ).encode()
            )
        conn.execute("ROLLBACK")
        assert _all(conn, "SELECT to_regnamespace('hr_tenant')") == [(None,)]
        assert _all(conn, "SELECT current_user = session_user") == [(True,)]


@pytest.mark.live
def test_a_second_tenant_is_created_beside_the_first(new_server: NewServer) -> None:
    fin = render_catalog(tenant_catalog("fin"), OWNER)
    with psycopg.connect(new_server().dsn(), autocommit=True) as conn:
        conn.execute(
            compose_script(
                _statements(), owner=OWNER, postgres=15, title="First"
            ).encode()
        )
        conn.execute(
            compose_script(fin, owner=OWNER, postgres=15, title="Second").encode()
        )
        hr = _policies(conn, "hr")
        assert "isolation" in hr
        assert hr.replace("hr", "fin") == _policies(conn, "fin")


def _policies(conn: psycopg.Connection[tuple[object, ...]], tenant: str) -> str:
    cursor = conn.execute(
        "SELECT polname, pg_get_expr(polqual, polrelid) FROM pg_policy "
        "WHERE polrelid = to_regclass(%s) ORDER BY 1",
        (f"{tenant}_tenant.documents",),
    )
    return str(cursor.fetchall())


def _all(
    conn: psycopg.Connection[tuple[object, ...]], query: str
) -> list[tuple[object, ...]]:
    return conn.execute(query.encode()).fetchall()
