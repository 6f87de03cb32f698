import pytest

from compiler.execute.session import connect
from compiler.introspect.size import read_sizes
from compiler.model.name import QualifiedName
from compiler.names import SENTINEL_TENANT
from tests.conftest import NewServer

TABLES = """
    CREATE SCHEMA a_tenant;
    CREATE SCHEMA b_tenant;
    CREATE TABLE a_tenant.t (id integer);
    CREATE TABLE b_tenant.t (id integer) PARTITION BY LIST (id);
    CREATE TABLE b_tenant.one PARTITION OF b_tenant.t FOR VALUES IN (1);
    CREATE TABLE b_tenant.two PARTITION OF b_tenant.t DEFAULT;
    CREATE TABLE a_tenant.new (id integer);
    INSERT INTO a_tenant.t VALUES (1);
    INSERT INTO b_tenant.t SELECT n % 2 FROM generate_series(1, 3000) AS n;
    ANALYZE a_tenant.t, b_tenant.t;
"""


@pytest.mark.live
def test_the_largest_counts_with_all_its_partitions(new_server: NewServer) -> None:
    server = new_server()
    schema = f"{SENTINEL_TENANT}_tenant"
    table, new = QualifiedName(schema, "t"), QualifiedName(schema, "new")
    missing = QualifiedName(schema, "missing")
    with connect(server.dsn(), purpose="test") as conn:
        conn.execute(TABLES.encode())

        sizes = read_sizes(conn, (table, new, missing), ("a", "b"))

    assert (sizes[table].tenant, sizes[table].rows) == ("b", 3000)
    assert sizes[table].total_bytes > 100_000
    assert (sizes[new].tenant, sizes[new].rows) == ("a", -1)
    assert missing not in sizes
