"""A new project works as it is, and so does every new spec."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import compiler
from compiler import api
from compiler.errors import CannotRun, Refused, UsageError
from compiler.load.arrangement import place_spec
from compiler.load.documents import KINDS, load_text
from compiler.load.files import read_json_schemas
from compiler.load.keys import describe_kind
from tests.conftest import NewServer

OTHERS = [kind for kind in KINDS if kind != "project"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a new project, in which the test works."""
    monkeypatch.chdir(tmp_path)
    api.init(Path("shop"))
    monkeypatch.chdir("shop")
    return tmp_path / "shop"


@pytest.mark.usefixtures("project")
def test_a_new_project_has_no_finding_and_is_in_order() -> None:
    checked = api.check(Path("specs"))
    assert (checked.ok, checked.findings) == (True, ())
    assert api.fmt(Path("specs"), write=False).changed == ()
    assert api.compile(Path("specs"), Path("out")).ok
    assert not api.compare(Path("specs"), Path("out")).differs


def test_it_has_two_tables_with_a_foreign_key_and_two_tenants(project: Path) -> None:
    assert len(api.names_of(Path("specs"), "table")) == 2
    script = api.sql(Path("specs"), *api.names_of(Path("specs"), "tenants")[:1])
    assert len(api.names_of(Path("specs"), "tenants")) == 2
    assert re.search(r"FOREIGN KEY \(customer, contact_id\)", script.text)
    assert project.name in api.names_of(Path("specs"), "project")


def test_it_brings_the_json_schemas_and_each_spec_names_its_own(project: Path) -> None:
    brought = {path.name: path.read_text() for path in project.glob("schema_def*/*")}
    assert brought == read_json_schemas()
    for path in project.glob("specs/**/*.yaml"):
        first, _, _ = path.read_text().partition("\n")
        named = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert named.is_file(), path


def test_the_editors_settings_know_every_kind(project: Path) -> None:
    settings = json.loads((project / ".vscode/settings.json").read_text())
    schemas: dict[str, Any] = settings["yaml.schemas"]
    assert [project / each for each in schemas if not (project / each).is_file()] == []
    assert len(schemas) == len(KINDS)
    json.loads((project / ".vscode/extensions.json").read_text())


def test_ci_installs_the_version_that_wrote_the_project(project: Path) -> None:
    workflow = (project / ".github/workflows/tenantry.yml").read_text()
    assert f"tenantry=={compiler.__version__}\n" in workflow
    for command in ("check", "fmt --check", "compile --check"):
        assert f"run: tenantry {command}\n" in workflow
        hooks = (project / ".pre-commit-config.yaml").read_text()
        assert f"entry: tenantry {command}\n" in hooks


@pytest.mark.parametrize(
    ("folder", "name", "project"),
    [
        ("shop", None, "shop"),
        ("My Shop-2", None, "my_shop_2"),
        ("2", "two", "two"),
        ("a/b", None, "b"),
    ],
)
def test_a_project_is_called_as_its_folder_or_as_is_said(
    tmp_path: Path, folder: str, name: str | None, project: str
) -> None:
    assert api.init(tmp_path / folder, name=name).project == project
    specs = tmp_path / folder / "specs"
    assert api.names_of(specs, "project") == (project,)
    assert api.check(specs, home=tmp_path / "home").findings == ()


@pytest.mark.parametrize("name", ["2", "Ä", "a" * 41, "a-b", "a\nproject: b", ""])
def test_a_name_that_no_project_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="a project cannot be called"):
        api.init(tmp_path / "shop", name=name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_may_have_other_files(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    assert api.init(tmp_path, name="shop").files
    assert (tmp_path / "README.md").read_text() == "mine"


def test_no_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine")
    with pytest.raises(Refused, match=r"\.gitignore exists already"):
        api.init(tmp_path, name="shop")
    assert [path.name for path in tmp_path.iterdir()] == [".gitignore"]


def allow_event_trigger(specs: Path) -> None:
    """Write what an event trigger needs beside its own spec."""
    with (specs / "project.yaml").open("a", encoding="utf-8") as file:
        file.write("harden_database: true\n")
    (specs / "functions" / "refuse_drop.yaml").write_text(
        "function: refuse_drop\nschema: tools\nreturns: event_trigger\n"
        "language: plpgsql\nbody: BEGIN END\n",
        encoding="utf-8",
    )
    api.fmt(specs, write=True)


@pytest.mark.parametrize("kind", OTHERS)
def test_a_new_spec_of_every_kind_has_no_error(project: Path, kind: str) -> None:
    if kind == "event_trigger":
        allow_event_trigger(project / "specs")
    path = api.new(Path("specs"), kind, "fresh")
    assert path == Path("specs") / place_spec(kind, "fresh")
    assert "fresh" in api.names_of(Path("specs"), kind)
    checked = api.check(Path("specs"))
    assert checked.ok, checked.findings
    assert api.fmt(Path("specs"), write=False).changed == ()
    first, _, _ = path.read_text().partition("\n")
    named = path.parent / first.removeprefix("# yaml-language-server: $schema=")
    assert named.resolve() == project / "schema_definitions" / f"{kind}.schema.json"


def test_a_new_project_spec_is_called_project(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    path = api.new(tmp_path / "specs", "project", "shop")
    assert path == tmp_path / "specs" / "project.yaml"
    document, findings = load_text(path.name, path.read_bytes())
    assert findings == ()
    assert document
    assert document.root.text("project") == "shop"
    with pytest.raises(Refused, match=r"project\.yaml exists already"):
        api.new(tmp_path / "specs", "project", "other")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("kind", [kind for kind in OTHERS if kind != "tenants"])
def test_a_schema_is_for_what_stands_in_one(kind: str) -> None:
    schema = "{{ project.schema }}"
    if not describe_kind(kind).has_schema:
        with pytest.raises(UsageError, match="stands in no schema"):
            api.new(Path("specs"), kind, "fresh", schema=schema)
        return
    api.new(Path("specs"), kind, "fresh", schema=schema)
    assert api.check(Path("specs")).ok
    (listed,) = (
        one for one in api.ls(Path("specs"), kind).specs if one.name == "fresh"
    )
    assert listed.shared


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("table", "../x"),
        ("table", "/etc/x"),
        ("table", "a/b"),
        ("table", ".x"),
        ("table", ""),
        ("table", "a b"),
        ("table", "a\n"),
        ("table", "a" * 64),
        ("table", "1a"),
        ("table", "{{ tenant.id }}"),
        ("tenants", "example"),
        ("tenants", "North"),
        ("tenants", "a" * 41),
    ],
)
def test_a_name_that_no_spec_can_have_is_refused(kind: str, name: str) -> None:
    before = sorted(Path().rglob("*"))
    with pytest.raises(UsageError, match="cannot be called") as stopped:
        api.new(Path("specs"), kind, name)
    assert stopped.value.help
    assert sorted(Path().rglob("*")) == before


@pytest.mark.usefixtures("project")
def test_a_spec_that_is_there_is_not_written_over() -> None:
    before = Path("specs/tables/messages.yaml").read_bytes()
    with pytest.raises(Refused, match=r"messages\.yaml exists already"):
        api.new(Path("specs"), "table", "messages")
    assert Path("specs/tables/messages.yaml").read_bytes() == before


@pytest.mark.usefixtures("project")
def test_an_unknown_kind_names_the_nearest() -> None:
    with pytest.raises(UsageError, match='"tabel" is no kind of spec') as stopped:
        api.new(Path("specs"), "tabel", "x")
    assert stopped.value.help.startswith("Write table;")
    with pytest.raises(UsageError) as stopped:
        api.new(Path("specs"), "definitions", "x")
    assert all(kind in stopped.value.help for kind in KINDS)


def test_a_spec_needs_a_folder_to_go_to(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="specs is no folder") as stopped:
        api.new(tmp_path / "specs", "table", "x")
    assert "tenantry init" in stopped.value.help


@pytest.mark.live
@pytest.mark.usefixtures("project")
def test_a_new_project_is_installed_and_isolated(new_server: NewServer) -> None:
    upped = api.up(Path("specs"), dsn=new_server().dsn())
    assert upped.ok
    assert upped.isolation
    assert upped.isolation.not_tried == ()
