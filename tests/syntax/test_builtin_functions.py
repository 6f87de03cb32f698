"""The functions that are taken for PostgreSQL's are those that a server has."""

import psycopg
import pytest

from compiler.syntax.builtin_functions import BUILTIN_FUNCTIONS, CALLED_FUNCTIONS
from compiler.syntax.operator_functions import OPERATOR_FUNCTIONS
from tests.servers import LiveServer

_CALLABLE = """
SELECT DISTINCT p.proname
  FROM pg_catalog.pg_proc AS p
 WHERE p.pronamespace = 'pg_catalog'::regnamespace
   AND NOT EXISTS (
         SELECT
           FROM unnest(array[p.prorettype] || p.proargtypes::oid[]) AS t(oid)
           JOIN pg_catalog.pg_type AS y USING (oid)
          WHERE y.typname IN ('internal', 'cstring', 'trigger', 'event_trigger')
             OR y.typname LIKE '%\\_handler')
"""


def test_the_names_are_told_apart() -> None:
    assert not CALLED_FUNCTIONS & OPERATOR_FUNCTIONS
    assert {"lower", "now", "gen_random_uuid", "uuidv7", "sum"} <= CALLED_FUNCTIONS
    assert "numeric_add" in OPERATOR_FUNCTIONS
    assert "lenght" not in BUILTIN_FUNCTIONS


@pytest.mark.live
def test_a_server_has_no_function_that_is_not_known(server: LiveServer) -> None:
    with psycopg.connect(server.dsn()) as conn:
        found = {row[0] for row in conn.execute(_CALLABLE.encode()).fetchall()}
    assert found - BUILTIN_FUNCTIONS == set()
    assert len(found) > 1_900
