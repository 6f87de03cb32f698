"""One tenant is brought into a database by a program: once, whoever asks how often."""

import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import psycopg
import pytest

from compiler import api
from compiler.errors import Refused, UsageError
from tests.apply.sample import SPECS, apply_specs, write_specs
from tests.conftest import NewServer
from tests.shipped import has_vector
from tests.shipped import write_specs as write_shipped

pytestmark = pytest.mark.live

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs/provisioning.md"


def count_versions(dsn: str, part: str) -> int:
    query = "SELECT count(*) FROM acme.schema_migrations WHERE part = %s"
    with psycopg.connect(dsn) as conn:
        return int(conn.execute(query, [part]).fetchall()[0][0])


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    return write_specs(tmp_path / "specs")


@pytest.fixture
def provide(specs: Path) -> Callable[[str, str], api.Provisioned]:
    def call(dsn: str, tenant: str) -> api.Provisioned:
        return api.provision(specs, tenant, dsn=dsn, scratch=dsn, home=specs / ".home")

    return call


def test_the_example_runs_and_runs_again(new_server: NewServer, tmp_path: Path) -> None:
    (code,) = re.findall(
        r"^```python\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL
    )
    dsn = new_server().dsn()
    with psycopg.connect(dsn) as conn:
        write_shipped(tmp_path, vector=has_vector(conn))

    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            env={"TENANTRY_DSN": dsn, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for _ in range(2)
    ]

    assert said == ["hr_tenant version 1 created\n", "hr_tenant version 1 was there\n"]


def test_it_says_what_the_tenant_is_called(
    new_server: NewServer, provide: Callable[[str, str], api.Provisioned]
) -> None:
    dsn = new_server().dsn()
    made = provide(dsn, "hr")

    assert made.ok
    assert made.tenant is not None
    assert made.tenant.schema == "hr_tenant"
    assert sorted(made.tenant.roles) == ["hr_app", "hr_role"]
    assert made.tenant.seconds > made.tenant.own_seconds > 0
    with psycopg.connect(dsn) as conn:
        found = conn.execute("SELECT department FROM acme.departments").fetchall()
    assert found == [("hr",)]


def test_ten_at_once_make_it_once(
    new_server: NewServer, provide: Callable[[str, str], api.Provisioned]
) -> None:
    dsn = new_server().dsn()
    with ThreadPoolExecutor(10) as pool:
        made = list(pool.map(lambda _: provide(dsn, "hr"), range(10)))

    assert [each.failure for each in made] == [None] * 10
    tenants = [each.tenant for each in made if each.tenant is not None]
    assert len(tenants) == 10
    assert {each.version for each in tenants} == {1}
    assert sum(each.created for each in tenants) == 1
    assert count_versions(dsn, "hr") == count_versions(dsn, "(shared)") == 1


def test_it_is_brought_up_to_the_specs_but_never_with_a_hazard(
    new_server: NewServer, specs: Path, provide: Callable[[str, str], api.Provisioned]
) -> None:
    dsn = new_server().dsn()
    apply_specs(dsn, specs)
    more = "          mood: {type: text, description: Mood.}\n        primary_key"
    notes = SPECS["notes"].replace("        primary_key", more)
    write_specs(specs, notes=notes)
    made = provide(dsn, "hr")
    assert made.ok
    assert made.tenant is not None
    assert (made.tenant.version, made.tenant.created) == (2, False)

    write_specs(specs, notes=SPECS["notes"])
    with pytest.raises(Refused, match="data-loss"):
        provide(dsn, "hr")


def test_what_stops_it_is_said(
    new_server: NewServer, specs: Path, provide: Callable[[str, str], api.Provisioned]
) -> None:
    dsn = new_server().dsn()
    with pytest.raises(UsageError, match="no department it"):
        provide(dsn, "it")
    apply_specs(dsn, specs, "legal")
    with psycopg.connect(dsn, autocommit=True) as conn:
        conn.execute(
            """CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS
               $$ BEGIN RAISE EXCEPTION 'no new schema today'; END $$"""
        )
        conn.execute(
            """CREATE EVENT TRIGGER refuse ON ddl_command_start
               WHEN TAG IN ('CREATE SCHEMA') EXECUTE FUNCTION refuse()"""
        )
    made = provide(dsn, "hr")

    assert not made.ok
    assert made.failure is not None
    assert "no new schema today" in made.failure.words
    (specs / "notes.yaml").write_text("table: [")
    assert provide(dsn, "hr").tenant is None
