import psycopg
import pytest

from compiler.build.operators import COMMUTATIVE
from tests.servers import LiveServer


@pytest.mark.live
def test_the_operators_that_exclude_are_those_of_the_server(
    server: LiveServer,
) -> None:
    query = """
        SELECT oprname FROM pg_operator
        WHERE oprkind = 'b' AND oprresult = 'bool'::regtype AND oprcom = oid
          AND oprnamespace = 'pg_catalog'::regnamespace
    """
    with psycopg.connect(server.dsn()) as conn:
        assert {name for (name,) in conn.execute(query)} == COMMUTATIVE
