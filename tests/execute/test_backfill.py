"""Rows that are there get their values, however many blocks they are in."""

import dataclasses
from typing import Final

import pytest

from compiler.execute.session import connect
from compiler.execute.step import execute_step
from compiler.model.name import QualifiedName
from compiler.model.table_part import TableColumn
from compiler.plan.changes import Backfill
from compiler.render.change import render_change
from tests.conftest import NewServer
from tests.render.sample import column

ROWS: Final = 300_000
"""They take more blocks than are filled at once."""
TABLES: Final = """
    CREATE TABLE public.plain (id integer, a text, block integer, pass integer);
    CREATE TABLE public.split (id integer, a text, block integer, pass integer)
      PARTITION BY LIST (id);
    CREATE TABLE public.part PARTITION OF public.split DEFAULT;
    INSERT INTO public.plain (id) SELECT n FROM generate_series(1, 300000) AS n;
    INSERT INTO public.split (id) SELECT n FROM generate_series(1, 300000) AS n;
    UPDATE public.plain SET a = 'kept' WHERE id = 7;
"""


@pytest.mark.live
@pytest.mark.parametrize("table", ["plain", "split"])
def test_every_row_without_a_value_gets_one(new_server: NewServer, table: str) -> None:
    server = new_server()
    filled = Backfill(
        object=TableColumn(
            table=QualifiedName("public", table),
            column=dataclasses.replace(column("a", "text"), not_null=True),
        ),
        # Names that the procedure uses too.
        expression="'v' || coalesce(block, pass, id)",
        role="postgres",
    )
    with connect(server.dsn(), purpose="test") as conn:
        conn.execute(TABLES.encode())

        statements = render_change(filled, "postgres")
        execute_step(conn, statements, "postgres", transactional=False)

        (found,) = conn.execute(
            f"SELECT count(*), count(a), count(*) FILTER (WHERE a = 'v' || id)"  # noqa: S608 - of two names
            f" FROM public.{table}".encode()
        )
    kept = 1 if table == "plain" else 0
    assert found == (ROWS, ROWS, ROWS - kept)
