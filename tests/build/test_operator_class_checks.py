from typing import Any, Final

import psycopg
import pytest

from compiler.build.operator_class_checks import refuses
from compiler.build.type_facts import is_builtin
from compiler.syntax.builtin_operator_classes import OPERATOR_CLASSES
from compiler.syntax.builtin_types import BUILTIN_TYPES
from tests.servers import LiveServer

TYPES: Final = [
    *sorted(name for name in BUILTIN_TYPES - {"char"} if is_builtin(name)),
    *('"char"', "text[]", "integer[]"),
]
METHODS: Final = (
    "SELECT opcname, amname FROM pg_opclass JOIN pg_am ON pg_am.oid = opcmethod"
)


@pytest.mark.live
def test_a_server_refuses_the_same_types(server: LiveServer) -> None:
    with psycopg.connect(server.dsn()) as conn:
        known = [
            (name, method)
            for name, method in conn.execute(METHODS)
            if name in OPERATOR_CLASSES
        ]
        wrong = []
        for type_sql in TYPES:
            conn.execute("DROP TABLE IF EXISTS t")
            conn.execute(f"CREATE TABLE t (a {type_sql})".encode())
            for name, method in known:
                if is_refused(conn, name, method) != refuses(name, type_sql):
                    wrong.append((type_sql, name, method))
        conn.rollback()
    assert len(known) > 150
    assert wrong == []


def is_refused(conn: psycopg.Connection[Any], name: str, method: str) -> bool:
    try:
        with conn.transaction(force_rollback=True):
            conn.execute(f"CREATE INDEX ON t USING {method} (a {name})".encode())
    except psycopg.errors.DatatypeMismatch:
        return True
    except psycopg.Error:
        return False
    return False
