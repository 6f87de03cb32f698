"""The calls that need a server, on an embedded one in a home of the test's own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from compiler import api
from compiler.api.results import Upped
from compiler.apply.applied import Applied
from compiler.apply.progress import ProgressEvent, Stage
from compiler.errors import CannotRun, Refused, UsageError
from compiler.postgres.embedded import read_server, start_server
from tests.shipped import SPECS, has_vector, write_specs

pytestmark = pytest.mark.live


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("home")
    home.chmod(0o755)
    yield home
    api.down(home=home, delete_data=True)


@pytest.fixture(scope="module")
def shipped(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped specs, as far as the server can take them."""
    with psycopg.connect(api.connection(SPECS, home=home).dsn) as conn:
        return write_specs(tmp_path_factory.mktemp("shipped"), vector=has_vector(conn))


@pytest.fixture
def specs(shipped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped, tmp_path / "specs"))


def applied_by(upped: Upped) -> Applied:
    assert upped.changed is not None
    assert upped.changed.applied is not None
    return upped.changed.applied


def test_up_installs_once_and_each_tenant_is_isolated(
    home: Path, shipped: Path
) -> None:
    told: list[ProgressEvent] = []

    first = api.up(shipped, home=home, progress=told.append)
    again = api.up(shipped, home=home)

    assert first.ok
    assert again.ok
    assert applied_by(first).changed
    assert not applied_by(again).changed
    tables = len(list((shipped / "tables").iterdir()))
    counts = [each.tables for each in first.schemas.values()]
    assert counts[1:] == [tables] * 5
    assert {event.stage for event in told} >= {
        Stage.COMPILE,
        Stage.SERVER,
        Stage.TENANT,
    }


def test_a_tenant_connects_as_its_own_login(home: Path, shipped: Path) -> None:
    api.up(shipped, home=home)
    found = api.connection(shipped, "hr", home=home)

    with psycopg.connect(found.dsn) as conn:
        assert conn.execute("SELECT session_user, current_user").fetchone() == (
            "hr_app",
            "hr_app",
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            conn.execute("SELECT FROM sales_tenant.tool_calls")
    assert Path(found.psql).is_file()


def test_a_stopped_server_is_started_for_who_connects(
    home: Path, shipped: Path
) -> None:
    api.up(shipped, home=home)

    assert api.down(home=home)
    assert not api.down(home=home)
    with psycopg.connect(api.connection(shipped, "it", home=home).dsn) as conn:
        assert conn.execute("SELECT count(*) FROM tool_calls").fetchone() == (0,)


def test_a_hazard_is_refused_and_changes_nothing(
    home: Path, shipped: Path, specs: Path
) -> None:
    api.up(shipped, home=home)
    (specs / "tables/tts_usage_logs.yaml").unlink()

    with pytest.raises(Refused, match="data-loss"):
        api.up(specs, home=home)

    assert not applied_by(api.up(shipped, home=home)).changed


def test_a_new_tenant_is_added_to_those_that_are_there(
    home: Path, shipped: Path, specs: Path
) -> None:
    api.up(shipped, home=home)
    with (specs / "tenants.yaml").open("a") as file:
        file.write("\n  facilities: {name: Facilities}\n")

    result = api.up(specs, home=home)

    assert result.ok
    created = [each.part for each in applied_by(result).parts if each.created]
    assert created == ["facilities"]


def test_a_change_without_a_hazard_is_applied(
    home: Path, shipped: Path, specs: Path
) -> None:
    api.up(shipped, home=home)
    spec = specs / "tables/tool_calls.yaml"
    column = "columns:\n  mood: {type: text, description: How it went.}\n"
    spec.write_text(spec.read_text().replace("columns:\n", column, 1))

    upped = api.up(specs, home=home)

    assert upped.ok
    assert [each.version for each in applied_by(upped).parts[1:]] == [2] * 5


def test_an_error_in_the_specs_starts_no_server(tmp_path: Path, specs: Path) -> None:
    (specs / "project.yaml").write_text("project: x\n")

    result = api.up(specs, home=tmp_path / "home")

    assert not result.ok
    assert result.changed is None
    assert not (tmp_path / "home").exists()


def test_no_password_goes_into_the_tenant_s_connection() -> None:
    dsn = "postgresql://admin:hunter2@db.internal:6432/platform"

    found = api.connection(SPECS, "hr", dsn=dsn)

    assert "hunter2" not in found.dsn
    assert psycopg.conninfo.conninfo_to_dict(found.dsn) == {
        "user": "hr_app",
        "host": "db.internal",
        "port": "6432",
        "dbname": "platform",
    }


@pytest.mark.parametrize("dsn", ["", "  "])
def test_an_empty_dsn_is_not_taken_for_none(dsn: str) -> None:
    with pytest.raises(UsageError):
        api.up(SPECS, dsn=dsn)
    with pytest.raises(UsageError):
        api.connection(SPECS, "hr", dsn=dsn)


def test_a_tenant_that_is_not_there_is_a_wrong_call(home: Path, shipped: Path) -> None:
    with pytest.raises(UsageError, match="marketing"):
        api.connection(shipped, "marketing", home=home)


def test_a_login_that_no_spec_declares_is_named(home: Path, specs: Path) -> None:
    (specs / "roles/login.yaml").unlink()

    with pytest.raises(CannotRun, match="hr_app"):
        api.connection(specs, "hr", home=home)


def test_down_stops_what_a_killed_rehearsal_left_running(home: Path) -> None:
    own = home / "rehearsals" / "1"
    start_server(own)

    api.down(home=home)

    assert read_server(own) is None
