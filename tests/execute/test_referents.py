"""Rows that refer to none are found, though policies hide them from the owner."""

from typing import Any, Final

import psycopg
import pytest

from compiler.execute.failure import StatementFailed
from compiler.execute.session import connect
from compiler.execute.step import execute_step
from compiler.model.catalog import DatabaseObject
from compiler.model.grant import SchemaGrant, TableGrant
from compiler.model.name import QualifiedName
from compiler.model.policy import RowSecurity
from compiler.plan.draft import draft_changes
from compiler.plan.notes import Notes
from compiler.plan.steps import split_steps
from compiler.render.change import render_change
from tests.conftest import NewServer
from tests.render.sample import column, plain_foreign_key, plain_table

OWNER: Final = "hub_owner"
TABLES: Final = """
    CREATE ROLE hub_owner;
    CREATE ROLE hub_admin BYPASSRLS;
    CREATE SCHEMA hub AUTHORIZATION hub_owner;
    SET ROLE hub_owner;
    GRANT USAGE ON SCHEMA hub TO hub_admin;
    CREATE TABLE hub.parent (a integer, b integer, UNIQUE (a, b));
    CREATE TABLE hub.child (a integer, b integer);
    INSERT INTO hub.parent VALUES (1, 1);
    INSERT INTO hub.child VALUES (1, 1), (1, NULL), (NULL, NULL);
    ALTER TABLE hub.parent ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    ALTER TABLE hub.child ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    GRANT SELECT, INSERT ON hub.parent, hub.child TO hub_admin;
    RESET ROLE;
"""
FORCED: Final = "SELECT count(*) FROM pg_class WHERE relforcerowsecurity"
CHILD, PARENT = QualifiedName("hub", "child"), QualifiedName("hub", "parent")
KEY: Final = plain_foreign_key(CHILD, PARENT, "refers", "a", "b")


GRANTS: Final = (
    SchemaGrant(
        schema="hub", privileges=("usage",), roles=("hub_admin",), grantable=False
    ),
    *(
        TableGrant(
            table=each,
            privileges=("select", "insert"),
            columns=(),
            roles=("hub_admin",),
            grantable=False,
        )
        for each in (CHILD, PARENT)
    ),
)


def make(conn: psycopg.Connection[Any], *grants: DatabaseObject) -> None:
    columns = (column("a", "integer"), column("b", "integer"))
    there: tuple[DatabaseObject, ...] = (
        plain_table(CHILD, *columns),
        plain_table(PARENT, *columns),
        *(
            RowSecurity(table=each, family=each, enabled=True, forced=True)
            for each in (CHILD, PARENT)
        ),
        *grants,
    )
    notes = Notes(
        renames=(), ignored=(), value_sources=(), owner=OWNER, admin="hub_admin"
    )
    for step in split_steps(draft_changes(there, (*there, KEY), notes=notes)):
        statements = [
            one for each in step.changes for one in render_change(each, OWNER)
        ]
        execute_step(conn, statements, OWNER, transactional=step.transactional)


@pytest.mark.live
@pytest.mark.parametrize("grants", [GRANTS, GRANTS[:2], ()])
def test_a_foreign_key_is_not_proven_over_a_row_that_refers_to_none(
    new_server: NewServer, grants: tuple[DatabaseObject, ...]
) -> None:
    """Whether an administrator may read both tables, or the owner has to look."""
    server = new_server()
    proven = "SELECT convalidated FROM pg_constraint WHERE conname = 'refers'"
    with connect(server.dsn(), purpose="test") as conn:
        conn.execute(TABLES.encode())
        conn.execute("INSERT INTO hub.child VALUES (2, 1)")

        with pytest.raises(StatementFailed, match="refer to none: foreign key refers"):
            make(conn, *grants)

        assert conn.execute(proven).fetchall() == [(False,)]
        conn.execute("ALTER TABLE hub.child DROP CONSTRAINT refers")
        conn.execute("DELETE FROM hub.child WHERE a = 2")
        make(conn, *grants)
        assert conn.execute(FORCED).fetchall() == [(2,)]
        assert conn.execute(proven).fetchall() == [(True,)]
