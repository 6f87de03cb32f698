"""A view shows whoever reads it what the tables would show, and no more."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from compiler import api
from tests.build.cases import write_minimal
from tests.servers import LiveServer

pytestmark = pytest.mark.live

SPECS: Final = {
    "recent": "view: recent\nquery: SELECT id, shop FROM orders\n"
    'grants: {"{{ tenant.role }}": [select, update], "{{ project.member }}": [select]}',
    "narrow": "view: narrow\nquery: SELECT shop, id FROM orders\n"
    'grants: {"{{ tenant.role }}": {select: [id]}}',
    "checked": "view: checked\nquery: SELECT id, shop FROM orders WHERE id < 5\n"
    "check_option: local\n"
    'grants: {"{{ tenant.role }}": [select, insert]}',
    "owned": "view: owned\nquery: SELECT id, shop FROM orders\n"
    "security_invoker: false\n"
    'grants: {"{{ project.member }}": [select]}\n'
    "allow: {view-without-security-invoker: Tried here.}",
    "stored": "materialized_view: stored\nquery: SELECT id, shop FROM orders\n"
    'grants: {"{{ tenant.role }}": [select]}',
    "numbers": 'sequence: numbers\ngrants: {"{{ tenant.role }}": [usage]}',
}
TENANTS: Final = ("north", "south")


@pytest.fixture
def conn(server: LiveServer, tmp_path: Path) -> Iterator[psycopg.Connection[Any]]:
    specs = write_minimal(tmp_path)
    for name, text in SPECS.items():
        (specs / f"{name}.yaml").write_text(f"{text}\n", encoding="utf-8")
    home = tmp_path / ".tenantry"
    scripts = [api.sql(specs, name, home=home) for name in (None, *TENANTS)]
    assert all(script.ok for script in scripts), scripts[0].findings
    with psycopg.connect(server.dsn(), autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS views")
        admin.execute("CREATE DATABASE views")
    # Rolled back, because roles belong to the whole server.
    with psycopg.connect(server.dsn(database="views")) as conn:
        for script in scripts:
            text = script.text.replace("\nBEGIN;\n", "\n").removesuffix("COMMIT;\n")
            conn.execute(f"{text}RESET ROLE;".encode())
        for number, tenant in enumerate(TENANTS, 1):
            become(conn, tenant)
            conn.execute(
                SQL("INSERT INTO {} (id) VALUES ({})").format(
                    Identifier(f"{tenant}_shop", "orders"), number
                )
            )
        conn.execute("RESET ROLE")
        yield conn
        conn.rollback()


def become(conn: psycopg.Connection[Any], tenant: str) -> None:
    conn.execute(SQL("SET LOCAL ROLE {}").format(Identifier(f"{tenant}_app")))


def read(conn: psycopg.Connection[Any], schema: str, view: str) -> list[Any]:
    """The rows of a view; what is refused is undone."""
    query = SQL("SELECT id FROM {}").format(Identifier(f"{schema}_shop", view))
    with conn.transaction(force_rollback=True):
        return conn.execute(query).fetchall()


def test_a_tenant_sees_its_rows_through_its_view(
    conn: psycopg.Connection[Any],
) -> None:
    become(conn, "north")
    assert read(conn, "north", "recent") == [(1,)]


def test_a_tenant_sees_none_of_another_through_a_view_that_it_may_read(
    conn: psycopg.Connection[Any],
) -> None:
    become(conn, "south")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="orders"):
        read(conn, "north", "recent")
    conn.execute("RESET ROLE")
    # Not even where every table is open to it.
    conn.execute("GRANT SELECT ON ALL TABLES IN SCHEMA north_shop TO south_role")
    become(conn, "south")
    assert read(conn, "north", "recent") == []
    assert read(conn, "south", "recent") == [(2,)]


def test_a_view_with_its_owners_rights_shows_what_policies_show_the_owner(
    conn: psycopg.Connection[Any],
) -> None:
    become(conn, "south")
    assert read(conn, "north", "owned") == []
    conn.execute("RESET ROLE")
    conn.execute("CREATE POLICY p ON north_shop.orders TO acme_owner USING (true)")
    become(conn, "south")
    # Which is why a spec has to allow itself such a view.
    assert read(conn, "north", "owned") == [(1,)]


def test_a_tenant_reads_the_columns_that_it_is_granted(
    conn: psycopg.Connection[Any],
) -> None:
    become(conn, "north")
    assert read(conn, "north", "narrow") == [(1,)]
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        conn.transaction(force_rollback=True),
    ):
        conn.execute("SELECT shop FROM north_shop.narrow")


def test_rows_that_a_view_does_not_show_cannot_be_written_through_it(
    conn: psycopg.Connection[Any],
) -> None:
    become(conn, "north")
    conn.execute("INSERT INTO north_shop.checked (id, shop) VALUES (3, 'north')")
    for row in ((9, "north"), (4, "south")):
        with pytest.raises(psycopg.Error), conn.transaction(force_rollback=True):
            conn.execute(
                "INSERT INTO north_shop.checked (id, shop) VALUES (%s, %s)", row
            )


def test_a_stored_view_is_the_tenants_alone_and_filled_by_policies_of_the_owner(
    conn: psycopg.Connection[Any],
) -> None:
    conn.execute("SET LOCAL ROLE acme_owner")
    conn.execute("REFRESH MATERIALIZED VIEW north_shop.stored")
    become(conn, "north")
    assert read(conn, "north", "stored") == []
    conn.execute("RESET ROLE")
    conn.execute("CREATE POLICY p ON north_shop.orders TO acme_owner USING (true)")
    conn.execute("SET LOCAL ROLE acme_owner")
    conn.execute("REFRESH MATERIALIZED VIEW north_shop.stored")
    become(conn, "north")
    assert read(conn, "north", "stored") == [(1,)]
    become(conn, "south")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        read(conn, "north", "stored")


def test_a_tenant_takes_numbers_of_its_own_sequence(
    conn: psycopg.Connection[Any],
) -> None:
    become(conn, "south")
    number = conn.execute("SELECT nextval('south_shop.numbers')").fetchall()
    assert number == [(1,)]
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege),
        conn.transaction(force_rollback=True),
    ):
        conn.execute("SELECT nextval('north_shop.numbers')")
