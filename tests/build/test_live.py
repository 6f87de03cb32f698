"""What the golden cases accept, PostgreSQL accepts."""

from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from compiler import api
from compiler.load.documents import load_text
from tests.build.cases import ACCEPTED, write_case
from tests.servers import LiveServer
from tests.shipped import has_vector

pytestmark = pytest.mark.live


def body(text: str) -> str:
    """The statements of a script, without its transaction."""
    assert text.count("\nBEGIN;\n") == 1
    assert text.endswith("\nCOMMIT;\n")
    return text.replace("\nBEGIN;\n", "\n").removesuffix("COMMIT;\n") + "RESET ROLE;\n"


def oldest_server(specs: Path) -> int:
    """The major version that a project names."""
    document, _ = load_text("project.yaml", (specs / "project.yaml").read_bytes())
    assert document is not None
    return int(document.root.text("postgres"))


@pytest.mark.parametrize("case", ACCEPTED)
def test_the_server_takes_what_a_case_gives(
    case: str, server: LiveServer, tmp_path: Path
) -> None:
    specs = write_case(case, tmp_path)
    home = tmp_path / ".tenantry"
    if not (specs / "tenants.yaml").exists():
        listed = "tenants: {user: {}}\n"
        (specs / "tenants.yaml").write_text(listed, encoding="utf-8")
    shared = api.sql(specs, home=home)
    tenants = [
        api.sql(specs, name, home=home)
        for name in ("north", "user")
        if name in (specs / "tenants.yaml").read_text(encoding="utf-8")
    ]
    assert shared.ok
    assert tenants
    database = f"case_{case}"
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        if "CREATE EXTENSION vector" in shared.text and not has_vector(conn):
            pytest.skip("this server has no vector")
        if conn.info.server_version // 10_000 < oldest_server(specs):
            pytest.skip("this server is too old")
        conn.execute(SQL("CREATE DATABASE {}").format(Identifier(database)))
    with psycopg.connect(server.dsn(database=database)) as conn:
        # Rolled back, because roles belong to the whole server.
        for script in (shared, *tenants):
            conn.execute(body(script.text).encode())
        conn.rollback()
