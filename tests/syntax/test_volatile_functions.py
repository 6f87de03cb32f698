"""What is said to be volatile is so on a server, in every form."""

import psycopg
import pytest

from compiler.syntax.volatile_functions import VOLATILE_FUNCTIONS
from tests.servers import LiveServer


@pytest.mark.live
def test_what_is_said_to_be_volatile_is(server: LiveServer) -> None:
    with psycopg.connect(server.dsn()) as conn:
        rows = conn.execute(
            "SELECT proname, bool_and(provolatile = 'v') FROM pg_catalog.pg_proc "
            "WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY (%s) "
            "GROUP BY proname",
            [sorted(VOLATILE_FUNCTIONS)],
        ).fetchall()
    assert [name for name, is_volatile in rows if not is_volatile] == []
    assert len(rows) > len(VOLATILE_FUNCTIONS) * 3 / 4
