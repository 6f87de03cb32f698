import psycopg
import pytest

from compiler.errors import CannotRun
from compiler.execute.session import as_role, connect
from tests.conftest import NewServer
from tests.servers import LiveServer


def show(conn: psycopg.Connection[object], setting: str) -> str:
    query = "SELECT current_setting(%(setting)s)"
    row = conn.execute(query, {"setting": setting}).fetchone()
    assert isinstance(row, tuple)
    return str(row[0])


def test_a_string_that_cannot_be_read_is_not_repeated() -> None:
    with pytest.raises(CannotRun) as caught:
        connect("postgres://u:hidden@[/db", purpose="test")
    assert "hidden" not in caught.value.message + caught.value.help
    assert caught.value.__cause__ is None


def test_a_password_never_stands_in_a_message() -> None:
    dsn = "host=/no-such-socket-hidden user=u dbname=d password=hidden"
    with pytest.raises(CannotRun) as caught:
        connect(dsn, purpose="test", timeout_s=1)
    assert "socket-***" in caught.value.message
    assert "user=u" in caught.value.message
    assert "password" not in caught.value.message


def test_another_role_is_not_given_the_password(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PGPASSWORD", "hidden")
    dsn = as_role("host=h user=u password=hidden", "hr_app")
    assert "hidden" not in dsn
    assert "password=''" in dsn
    assert "user=hr_app" in dsn


@pytest.mark.live
def test_settings_of_the_role_and_of_the_string_do_not_count(
    new_server: NewServer,
) -> None:
    server = new_server()
    with connect(server.dsn(), purpose="test") as conn:
        conn.execute("ALTER ROLE postgres SET search_path = evil")
        conn.execute("ALTER ROLE postgres SET default_transaction_read_only = on")
        conn.execute("ALTER ROLE postgres SET work_mem = '7MB'")
    dsn = server.dsn() + " options='-c search_path=evil -c jit=on -c geqo=off'"
    with connect(dsn, purpose="test") as conn:
        assert show(conn, "search_path").replace(" ", "") == "pg_catalog,pg_temp"
        assert show(conn, "default_transaction_read_only") == "off"
        assert show(conn, "default_transaction_isolation") == "read committed"
        assert show(conn, "application_name") == "tenantry test"
        assert show(conn, "jit") == "off"
        assert show(conn, "geqo") == "off"
        assert show(conn, "work_mem") == "7MB"


@pytest.mark.live
def test_a_database_that_is_not_there_is_named(server: LiveServer) -> None:
    with pytest.raises(CannotRun, match='database "nowhere" does not exist'):
        connect(server.dsn(database="nowhere"), purpose="test")
