from typing import Final

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from compiler.build.extensions import PROVIDED, extension_schema, extension_with
from tests.servers import LiveServer

DECLARED: Final = {"vector": "extensions"}
QUERIES: Final = {
    "operator_class": "SELECT o.opcname FROM pg_opclass AS o JOIN pg_depend AS d "
    "ON d.classid = 'pg_opclass'::regclass AND d.objid = o.oid",
    "type": "SELECT t.typname FROM pg_type AS t JOIN pg_depend AS d "
    "ON d.classid = 'pg_type'::regclass AND d.objid = t.oid",
}
NEWER: Final = {"hash_ltree_ops"}
"""What not every version has."""


@pytest.mark.live
@pytest.mark.parametrize("kind", QUERIES)
def test_what_is_listed_is_there(kind: str, server: LiveServer) -> None:
    seen = set()
    with psycopg.connect(server.dsn()) as conn:
        available = conn.execute("SELECT name FROM pg_available_extensions").fetchall()
        for extension, names in PROVIDED[kind].items():
            if (extension,) not in available:
                continue
            create = SQL("CREATE EXTENSION IF NOT EXISTS {} CASCADE")
            conn.execute(create.format(Identifier(extension)))
            query = QUERIES[kind] + (
                " JOIN pg_extension AS e ON d.refobjid = e.oid WHERE e.extname = %s"
            )
            found = {name for (name,) in conn.execute(query, [extension])}
            assert names - NEWER <= found, extension
            if kind == "operator_class":
                assert found <= names, extension
            seen.add(extension)
        conn.rollback()
    assert seen


def test_a_name_is_found_in_what_the_project_declares() -> None:
    assert extension_schema(DECLARED, "operator_class", "bit_hamming_ops") == (
        "extensions"
    )
    assert extension_schema({}, "operator_class", "bit_hamming_ops") == ""
    assert extension_schema(DECLARED, "table", "vector") == ""


def test_a_name_tells_which_extension_it_needs() -> None:
    assert extension_with("type", "cube") == "cube"
    assert extension_with("operator_class", "gist_int4_ops") == "btree_gist"
    assert extension_with("type", "text") == ""
