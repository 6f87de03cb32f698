import psycopg
import pytest

from compiler.postgres.server import describe_server
from tests.conftest import NewServer
from tests.servers import LiveServer

pytestmark = pytest.mark.live


def test_a_superuser_may_do_everything(server: LiveServer) -> None:
    with psycopg.connect(server.dsn(database="postgres")) as conn:
        facts = describe_server(conn)
        assert facts.version_num == conn.info.server_version
    assert facts.major == facts.version_num // 10_000 >= 15
    assert (facts.database, facts.encoding) == ("postgres", "UTF8")
    assert facts.is_superuser
    assert facts.can_create_role
    assert facts.can_create_database
    assert "plpgsql" in facts.available_extensions


def test_what_the_current_role_may_do_is_told_not_what_the_login_may(
    new_server: NewServer,
) -> None:
    with psycopg.connect(new_server().dsn()) as conn:
        conn.execute("CREATE ROLE maker CREATEROLE")
        conn.execute("SET ROLE maker")
        facts = describe_server(conn)
    assert facts.user == "maker"
    assert facts.can_create_role
    assert not facts.is_superuser
    assert not facts.can_create_database
