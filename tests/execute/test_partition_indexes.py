"""An index comes to the partitions that are there, also where a run was broken off."""

from typing import Any, Final

import psycopg
import pytest

from compiler.execute.session import connect
from compiler.execute.step import execute_step
from compiler.model.index import Index, IndexElement
from compiler.model.name import QualifiedName
from compiler.plan.changes import AttachIndexes, BuildOnPartitions
from compiler.render.change import render_change
from tests.conftest import NewServer

TABLES: Final = """
    CREATE SCHEMA "a USING b";
    SET search_path = "a USING b";
    CREATE TABLE t (id integer, "x y" text) PARTITION BY RANGE (id);
    CREATE TABLE "t USING" PARTITION OF t FOR VALUES FROM (0) TO (10);
    CREATE TABLE half PARTITION OF t FOR VALUES FROM (10) TO (20)
      PARTITION BY LIST (id);
    CREATE TABLE leaf PARTITION OF half DEFAULT;
    CREATE TABLE own PARTITION OF t FOR VALUES FROM (20) TO (30);
    CREATE TABLE broken PARTITION OF t FOR VALUES FROM (30) TO (40);
    INSERT INTO t SELECT n, 'v' FROM generate_series(0, 39) AS n;
    CREATE INDEX by_id ON t (id);
    CREATE INDEX mine ON own (lower("x y"));
    CREATE INDEX other ON own (lower("x y") DESC);
    CREATE INDEX left_over ON broken (lower("x y"));
    UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'left_over'::regclass;
    CREATE INDEX "Whole" ON ONLY t (lower("x y"));
    RESET search_path;
"""
CHILDREN: Final = """
    SELECT x.indexrelid::regclass::text
      FROM pg_partition_tree('"a USING b"."Whole"') AS t
      JOIN pg_index AS x ON x.indexrelid = t.relid AND x.indisvalid
     ORDER BY 1
"""
LEFT_OVER: Final = "SELECT FROM pg_class WHERE relname = 'left_over'"
WHOLE: Final = Index(
    table=QualifiedName("a USING b", "t"),
    name="Whole",
    access_method="btree",
    unique=False,
    nulls_distinct=True,
    only=False,
    elements=(
        IndexElement(
            expression='lower("x y")',
            is_column=False,
            collation="",
            operator_class=None,
            order="",
            nulls="",
        ),
    ),
    include=(),
    storage_parameters=(),
    predicate="",
    valid=True,
    description="",
)


def finish(conn: psycopg.Connection[Any]) -> None:
    for change in (BuildOnPartitions(object=WHOLE), AttachIndexes(object=WHOLE)):
        statements = render_change(change, "postgres")
        execute_step(conn, statements, "postgres", transactional=False)


@pytest.mark.live
def test_every_partition_gets_an_index_and_none_gets_two(new_server: NewServer) -> None:
    server = new_server()
    with connect(server.dsn(), purpose="test") as conn:
        conn.execute(TABLES.encode())

        finish(conn)

        names = [str(name) for (name,) in conn.execute(CHILDREN)]
        assert len(names) == 6
        assert '"a USING b".mine' in names
        # What a run that was broken off left is gone, and not only passed over.
        assert conn.execute(LEFT_OVER).fetchall() == []
        finish(conn)
        assert [str(name) for (name,) in conn.execute(CHILDREN)] == names
