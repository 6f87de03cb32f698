import psycopg
import pytest

from compiler.execute.authority import become, borrow_roles
from compiler.execute.session import connect
from tests.conftest import NewServer

pytestmark = pytest.mark.live

HELD = """SELECT count(*) FROM pg_auth_members AS m
            JOIN pg_roles AS r ON r.oid = m.member
           WHERE r.rolname = 'maker'
             AND to_jsonb(m) ->> 'set_option' IS DISTINCT FROM 'false'"""


def test_a_role_is_lent_for_one_transaction_and_taken_back(
    new_server: NewServer,
) -> None:
    server = new_server()
    with connect(server.dsn(), purpose="test") as conn:
        conn.execute("CREATE ROLE maker LOGIN CREATEROLE")
    with connect(server.dsn(user="maker"), purpose="test") as conn:
        conn.execute("CREATE ROLE owner")
        with conn.transaction():
            with borrow_roles(conn, ["owner", "nobody"], inherit=True):
                used = conn.execute("SELECT pg_has_role('maker', 'owner', 'USAGE')")
                assert used.fetchall() == [(True,)]
                become(conn, "owner")
                assert conn.execute("SELECT current_user").fetchall() == [("owner",)]
            assert conn.execute("SELECT current_user").fetchall() == [("maker",)]
        assert conn.execute(HELD).fetchall() == [(0,)]
        with (
            pytest.raises(psycopg.errors.DivisionByZero),
            conn.transaction(),
            borrow_roles(conn, ["owner"], inherit=True),
        ):
            conn.execute("SELECT 1 / 0")
        assert conn.execute(HELD).fetchall() == [(0,)]


def test_what_a_session_holds_already_is_left_to_it(new_server: NewServer) -> None:
    server = new_server()
    with connect(server.dsn(), purpose="test") as conn:
        conn.execute("CREATE ROLE owner")
        conn.execute("CREATE ROLE maker LOGIN")
        conn.execute("GRANT owner TO maker")
    with connect(server.dsn(user="maker"), purpose="test") as conn:
        with conn.transaction(), borrow_roles(conn, ["owner"], inherit=True):
            become(conn, "owner")
        assert conn.execute(HELD).fetchall() == [(1,)]
