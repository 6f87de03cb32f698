"""What load reads from the disk, in good order and in bad."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from compiler.diagnostics import Finding
from compiler.errors import CannotRun
from compiler.load.files import (
    MAX_SPEC_BYTES,
    find_specs,
    read_spec_file,
    schema_definitions,
)
from tests.wheels import install

ROOT = Path(__file__).parents[2]
NOBODY = 65534


def write(directory: Path, *names: str) -> None:
    for name in names:
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("table: t\n", encoding="utf-8")


def names_in(directory: Path) -> list[str]:
    return [path.relative_to(directory).as_posix() for path in find_specs(directory)]


def test_specs_are_found_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path, "b.yaml", "a/z.yml", "a/b/c.yaml", "C.yaml", "a.yaml/x.yaml")
    assert names_in(tmp_path) == [
        "C.yaml",
        "a.yaml/x.yaml",
        "a/b/c.yaml",
        "a/z.yml",
        "b.yaml",
    ]


def test_other_files_and_what_starts_with_a_dot_are_left_out(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", ".b.yaml", ".git/c.yaml", "d.json", "e.yaml~", "yaml")
    assert names_in(tmp_path) == ["a.yaml"]


def test_a_link_back_into_the_directory_is_no_loop(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "b/c.yaml")
    (tmp_path / "b" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert names_in(tmp_path) == ["a.yaml", "b/c.yaml"]


def test_a_link_to_itself_stops_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "a.yaml")
    (path,) = find_specs(tmp_path)
    with pytest.raises(CannotRun, match="Too many levels of symbolic links"):
        read_spec_file(path, "a.yaml")


@pytest.mark.parametrize("target", ["elsewhere", "elsewhere/a.yaml"])
def test_a_link_out_of_the_directory_is_refused(tmp_path: Path, target: str) -> None:
    write(tmp_path, "specs/b.yaml", "elsewhere/a.yaml")
    (tmp_path / "specs" / "link.yaml").symlink_to(tmp_path / target)
    with pytest.raises(CannotRun, match=r"link\.yaml is a link that leads out"):
        find_specs(tmp_path / "specs")


def test_the_directory_itself_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path, "real/a.yaml")
    (tmp_path / "specs").symlink_to(tmp_path / "real")
    assert names_in(tmp_path / "specs") == ["a.yaml"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("missing", "does not exist"),
        ("a.yaml", "is no directory"),
        ("empty", "holds no .yaml file"),
    ],
)
def test_a_directory_without_specs_stops_the_command(
    tmp_path: Path, name: str, problem: str
) -> None:
    write(tmp_path, "a.yaml", "empty/read.me")
    with pytest.raises(CannotRun, match=problem) as stopped:
        find_specs(tmp_path / name)
    assert stopped.value.help
    assert stopped.value.exit_code == 4


@pytest.fixture
def ordinary_users_folder() -> Iterator[Path]:
    """A folder in which this process has an ordinary user's rights, also as root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        write(folder, "a/b.yaml", "c.yaml")
        is_root = os.geteuid() == 0
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            for path in (folder / "a", folder / "c.yaml"):
                path.chmod(0o755)


def give_up_rights() -> None:
    if os.geteuid() == 0:
        os.seteuid(NOBODY)


def test_a_folder_that_cannot_be_read_stops_the_command(
    ordinary_users_folder: Path,
) -> None:
    (ordinary_users_folder / "a").chmod(0)
    give_up_rights()
    with pytest.raises(CannotRun, match=r"cannot read .*/a: Permission denied"):
        find_specs(ordinary_users_folder)


def test_a_file_that_cannot_be_read_stops_the_command(
    ordinary_users_folder: Path,
) -> None:
    path = ordinary_users_folder / "c.yaml"
    path.chmod(0)
    give_up_rights()
    with pytest.raises(CannotRun, match=r"cannot read .*/c\.yaml: Permission denied"):
        read_spec_file(path, "c.yaml")


def test_a_file_that_is_gone_stops_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(CannotRun, match="No such file"):
        read_spec_file(tmp_path / "a.yaml", "a.yaml")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    with pytest.raises(CannotRun, match=r"a\.yaml is no file"):
        read_spec_file(tmp_path / "a.yaml", "a.yaml")


def test_a_file_that_is_too_large_is_a_finding_and_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024**3)
    finding = read_spec_file(path, "specs/a.yaml")
    assert isinstance(finding, Finding)
    assert (finding.rule, finding.position.file) == ("file-too-large", "specs/a.yaml")


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"#" * MAX_SPEC_BYTES)
    assert read_spec_file(tmp_path / "a.yaml", "a.yaml") == b"#" * MAX_SPEC_BYTES


def test_a_checkout_has_its_json_schemas_beside_the_package() -> None:
    assert schema_definitions() == ROOT / "schema_definitions"


FIND = """
import site, sys
{prepare}
from compiler.load.files import read_json_schema, schema_definitions
assert read_json_schema("table")["title"] == "Table"
print(schema_definitions())
"""


def find_from(prepare: str, cwd: Path) -> Path:
    """Return what is found by a Python without the packages of this environment."""
    command = [sys.executable, "-I", "-S", "-c", FIND.format(prepare=prepare)]
    done = subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)
    return Path(done.stdout.strip())


def test_a_wheel_carries_its_json_schemas(tmp_path: Path) -> None:
    target = install("build_wheel", tmp_path)
    found = find_from(f"sys.path.insert(0, {str(target)!r})", tmp_path)
    assert found == target / "compiler" / "schema_definitions"
    original = {path.name: path.read_bytes() for path in schema_definitions().iterdir()}
    assert {path.name: path.read_bytes() for path in found.iterdir()} == original


def test_an_editable_install_reads_those_of_the_checkout(tmp_path: Path) -> None:
    target = install("build_editable", tmp_path)
    found = find_from(f"site.addsitedir({str(target)!r})", tmp_path)
    assert found == ROOT / "schema_definitions"
