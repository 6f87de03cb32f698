"""What is taken for an aggregate or a set is one wherever PostgreSQL has the name."""

import psycopg
import pytest

from compiler.syntax.function_kinds import AGGREGATES, SETS, WINDOW_FUNCTIONS
from tests.servers import LiveServer

_KINDS = """
SELECT p.proname,
       bool_and(p.prokind IN ('a', 'w')),
       bool_and(p.proretset)
  FROM pg_catalog.pg_proc AS p
 WHERE p.pronamespace = 'pg_catalog'::regnamespace
 GROUP BY p.proname
"""


@pytest.mark.live
def test_the_names_are_those_of_a_server(server: LiveServer) -> None:
    with psycopg.connect(server.dsn()) as conn:
        rows = conn.execute(_KINDS.encode()).fetchall()
    names = {row[0] for row in rows}
    assert {row[0] for row in rows if row[1]} == (AGGREGATES | WINDOW_FUNCTIONS) & names
    assert {row[0] for row in rows if row[2]} == SETS & names
    assert len(names & (AGGREGATES | WINDOW_FUNCTIONS)) > 50
