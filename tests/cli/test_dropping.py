"""`drop-tenant`: what it prints and exits with."""

import json
from pathlib import Path

import psycopg
import pytest

from compiler import api
from compiler.cli import run
from tests.conftest import NewServer

pytestmark = pytest.mark.live


@pytest.fixture
def dsn(new_server: NewServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of a database with the starter's specs."""
    monkeypatch.chdir(tmp_path)
    api.init(Path(), name="shop")
    dsn = new_server().dsn()
    assert api.up(Path("specs"), dsn=dsn).ok
    monkeypatch.setenv("TENANTRY_DSN", dsn)
    return dsn


@pytest.mark.usefixtures("dsn")
def test_it_says_what_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["drop-tenant", "acme", "--confirm", "acme"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("Dropped schema acme_tenant, role acme_")
    assert "dropping acme: piece 1 is gone" in told.err
    assert "The specs still list acme" in told.err

    assert run(["drop-tenant", "acme", "--confirm", "acme", "--json"]) == 0
    *events, end = map(json.loads, capsys.readouterr().out.splitlines())
    assert [each["event"] for each in events] == ["compile"]
    assert end["dropped"] == {"schema": "", "objects": 0, "roles": [], "records": 0}
    assert end["listed"]
    assert run(["drop-tenant", "acme", "--confirm", "acme"]) == 0
    assert capsys.readouterr().out == "There was nothing of acme.\n"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["acme"], 64),
        (["acme", "--confirm", "globex"], 64),
        (["Acme", "--confirm", "Acme"], 64),
        (["acme", "--confirm", "acme"], 3),
    ],
)
def test_it_changes_nothing_where_it_is_refused(
    dsn: str, arguments: list[str], code: int
) -> None:
    with psycopg.connect(dsn) as conn:
        conn.execute("CREATE VIEW public.v AS SELECT * FROM acme_tenant.contacts")

    assert run(["drop-tenant", *arguments]) == code

    with psycopg.connect(dsn) as conn:
        conn.execute("SELECT FROM acme_tenant.contacts")


def test_specs_with_errors_drop_nothing(
    dsn: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("specs/tables/contacts.yaml").write_text("table: [")

    assert run(["drop-tenant", "acme", "--confirm", "acme"]) == 1

    assert "yaml-syntax" in capsys.readouterr().err
    with psycopg.connect(dsn) as conn:
        conn.execute("SELECT FROM acme_tenant.contacts")
