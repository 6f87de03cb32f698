"""What an editor shows of specs: the real server, which VS Code and others run."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from compiler import api
from compiler.load.documents import KINDS
from compiler.load.keys import describe_kind
from tests.editor.client import Client, run_server

ROOT: Final = Path(__file__).parents[2]
TOOLS: Final = ROOT / ".tools" / "editor"
SERVER: Final = TOOLS / "node_modules" / ".bin" / "yaml-language-server"
HEADER: Final = (
    "# yaml-language-server: $schema=../../schema_definitions/{}.schema.json\n"
)
ERROR: Final = 1


def settings_of(project: Path) -> dict[str, Any]:
    """Return the settings of a project as VS Code hands them to the server."""
    settings = json.loads((project / ".vscode" / "settings.json").read_text())
    yaml = {key.removeprefix("yaml."): value for key, value in settings.items()}
    yaml["schemaStore"] = {"enable": yaml.pop("schemaStore.enable")}
    return {"yaml": {"validate": True, "hover": True, "completion": True, **yaml}}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that `init` wrote."""
    folder = tmp_path_factory.mktemp("editor") / "shop"
    api.init(folder)
    return folder


@pytest.fixture(scope="module")
def editor(project: Path) -> Iterator[Client]:
    """The server of an editor that has the project open."""
    if shutil.which("node") is None:
        pytest.skip("node is not installed, and the server of editors runs on it")
    if not (TOOLS / ".ready").exists():
        message = "yaml-language-server is missing; `make test` installs it"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    command = [str(SERVER), "--stdio"]
    with run_server(command, project, settings_of(project)) as client:
        yield client


def type_in(
    editor: Client, project: Path, kind: str, text: str
) -> tuple[str, int, int]:
    """Open a spec of a kind, and return its address and where `|` stands in it."""
    before, _, behind = text.partition("|")
    before = HEADER.format(kind) + before
    path = project / "specs" / "typed" / f"{len(editor.opened)}.yaml"
    uri = editor.open(path, before + behind)
    return uri, before.count("\n"), len(before) - before.rfind("\n") - 1


def specs_of(folder: Path) -> list[Path]:
    return sorted(folder.glob("specs/**/*.yaml"))


def test_the_shipped_specs_are_without_fault(editor: Client) -> None:
    opened = {path.name: editor.open(path) for path in specs_of(ROOT)}
    assert len(opened) > 40
    found = {name: editor.diagnostics(uri) for name, uri in opened.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_new_project_is_without_fault(editor: Client, project: Path) -> None:
    opened = {path.name: editor.open(path) for path in specs_of(project)}
    found = {name: editor.diagnostics(uri) for name, uri in opened.items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "project"])
def test_a_new_spec_is_without_fault(
    editor: Client, project: Path, kind: str, tmp_path: Path
) -> None:
    folder = shutil.copytree(project, tmp_path / "shop")
    path = api.new(folder / "specs", kind, "fresh")
    assert editor.diagnostics(editor.open(path)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_of_a_kind_is_offered_with_its_description(
    editor: Client, project: Path, kind: str
) -> None:
    offered = editor.complete(*type_in(editor, project, kind, "|\n"))
    for key in describe_kind(kind).keys:
        assert offered[key.name]["documentation"] == key.description


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("columns:\n  id:\n    |", {"type", "not_null", "default", "generated"}),
        ("columns:\n  id: {type: uuid, n|}", {"not_null", "default"}),
        ("foreign_keys:\n  - columns: [a]\n    |", {"references", "on_delete"}),
        ("indexes:\n  - columns:\n      - |", {"column", "expression", "order"}),
        ("indexes:\n  - columns: [a]\n    method: |", {"btree", "gin", "hnsw"}),
        ("checks:\n  a:\n    |", {"expression", "description"}),
        ("triggers:\n  a:\n    events: [|]", {"insert", "update", "delete"}),
        ("policies:\n  |", {"add", "without"}),
        ("partition_by: {range: a, every: |}", {"1 month", "7 days"}),
    ],
)
def test_what_stands_deeper_is_offered_too(
    editor: Client, project: Path, text: str, expected: set[str]
) -> None:
    place = type_in(editor, project, "table", f"table: x\n{text}\n")
    assert expected - set(editor.complete(*place)) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("retenti|on: {rule: a}", "How long rows are kept."),
        ("retention: {ru|le: a}", "The retention rule that says"),
        ("columns:\n  id: {ty|pe: uuid}", "The column's SQL type."),
        ("indexes:\n  - columns: [{or|der: desc, column: a}]", "B-tree is sorted"),
    ],
)
def test_a_description_is_shown_of_a_key(
    editor: Client, project: Path, text: str, expected: str
) -> None:
    place = type_in(editor, project, "table", f"table: x\n{text}\n")
    assert expected in editor.hover(*place)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("|retentoin: {rule: a}", "Property retentoin is not allowed."),
        ("columns:\n  id: {type: uuid, |nullable: true}", "nullable is not allowed"),
        ("columns:\n  id: {|not_null: true}", 'Missing property "type"'),
        ("indexes:\n  - {columns: [a], method: |b_tree}", "Value is not accepted"),
        ("partition_by: {range: a, every: |monthly}", "Write a whole number from 1"),
        ("tenant_column: |no", 'Expected "boolean"'),
    ],
)
def test_a_fault_is_shown_where_it_stands(
    editor: Client, project: Path, text: str, message: str
) -> None:
    uri, line, _ = type_in(editor, project, "table", f"table: x\n{text}\n")
    faults = [fault for fault in editor.diagnostics(uri) if message in fault["message"]]
    assert len(faults) == 1
    assert faults[0]["severity"] == ERROR
    assert faults[0]["range"]["start"]["line"] == line


def test_the_settings_tell_the_kind_of_a_spec_without_a_header(
    editor: Client, project: Path
) -> None:
    path = project / "specs" / "roles" / "typed.yaml"
    uri = editor.open(path, "role: x\nlogn: true\n")
    (fault,) = editor.diagnostics(uri)
    assert fault["message"] == "Property logn is not allowed."
