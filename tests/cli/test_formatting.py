"""`fmt`: what is written, what is left alone, and the exit codes."""

import json
from pathlib import Path

import pytest

from compiler.cli import run
from tests.cli.test_specs import files, ordinary_user

MESSY = "columns:   {id: {type: uuid}}\n# Why.\ntable: messy\n"
TIDY = "# Why.\ntable: messy\ncolumns: {id: {type: uuid}}\n"


def messy(specs: Path) -> Path:
    path = specs / "messy.yaml"
    path.write_text(MESSY, encoding="utf-8")
    return path


@pytest.fixture
def tidy_specs(specs: Path) -> Path:
    """The specs of a project, all in order."""
    assert run(["fmt"]) == 0
    return specs


def test_fmt_puts_specs_in_order(
    tidy_specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = messy(tidy_specs)
    capsys.readouterr()
    assert run(["fmt"]) == 0
    assert "changed specs/messy.yaml" in capsys.readouterr().out
    assert path.read_text("utf-8") == TIDY
    assert run(["fmt"]) == 0
    assert "specs are in order" in capsys.readouterr().out


def test_check_writes_nothing_and_exits_2(
    tidy_specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fmt", "--check"]) == 0
    messy(tidy_specs)
    before = files(tidy_specs)
    capsys.readouterr()
    assert run(["fmt", "--check"]) == 2
    printed = capsys.readouterr()
    assert "not in order specs/messy.yaml" in printed.out
    assert "run `tenantry fmt`" in printed.out
    assert files(tidy_specs) == before


def test_only_the_paths_that_are_named_are_touched(tidy_specs: Path) -> None:
    path = messy(tidy_specs)
    other = tidy_specs / "other.yaml"
    other.write_text(MESSY.replace("messy", "other"), encoding="utf-8")
    assert run(["fmt", str(path)]) == 0
    assert path.read_text("utf-8") == TIDY
    assert other.read_text("utf-8") != TIDY.replace("messy", "other")


def test_a_spec_with_an_error_is_left_alone(
    tidy_specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = messy(tidy_specs)
    broken = tidy_specs / "broken.yaml"
    broken.write_text("colums:  {}\ntable:   x\n", encoding="utf-8")
    capsys.readouterr()
    assert run(["fmt"]) == 1
    assert "specs/broken.yaml:1:1: error[unknown-key]" in capsys.readouterr().err
    assert broken.read_text("utf-8") == "colums:  {}\ntable:   x\n"
    assert path.read_text("utf-8") == TIDY


def test_json_has_the_same(
    tidy_specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    messy(tidy_specs)
    capsys.readouterr()
    assert run(["fmt", "--check", "--json"]) == 2
    printed = capsys.readouterr()
    content = json.loads(printed.out)
    assert printed.err == ""
    assert content["ok"] is True
    assert content["changed"] == ["specs/messy.yaml"]
    assert content["files"] > 1
    assert content["findings"] == []


def test_the_line_for_editors_leads_to_the_json_schemas(tidy_specs: Path) -> None:
    folder = Path("schema_definitions")
    folder.mkdir()
    (folder / "table.schema.json").touch()
    below = tidy_specs / "deep" / "down"
    below.mkdir(parents=True)
    (below / "messy.yaml").write_text(MESSY, encoding="utf-8")
    assert run(["fmt", str(below)]) == 0
    first, *_ = (below / "messy.yaml").read_text("utf-8").splitlines()
    assert first == (
        "# yaml-language-server: $schema=../../../schema_definitions/table.schema.json"
    )


def test_a_byte_order_mark_and_carriage_returns_go(tidy_specs: Path) -> None:
    path = messy(tidy_specs)
    path.write_bytes(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode())
    assert run(["fmt", "--check"]) == 2
    assert run(["fmt"]) == 0
    assert path.read_bytes() == TIDY.encode()


def test_permissions_stay_and_nothing_is_left_behind(tidy_specs: Path) -> None:
    path = messy(tidy_specs)
    path.chmod(0o640)
    assert run(["fmt"]) == 0
    assert path.stat().st_mode & 0o777 == 0o640
    assert not [each for each in tidy_specs.iterdir() if "tmp" in each.name]


def test_links_are_not_written_through(
    tidy_specs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(MESSY, encoding="utf-8")
    link = tidy_specs / "link.yaml"
    link.symlink_to(outside)
    assert run(["fmt"]) == 4
    assert run(["fmt", str(link)]) == 4
    assert "is a link" in capsys.readouterr().err
    assert outside.read_text("utf-8") == MESSY
    link.unlink()
    link.symlink_to(messy(tidy_specs))
    assert run(["fmt"]) == 0
    assert link.is_symlink()


def test_a_file_that_is_not_there_cannot_run(
    tidy_specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tidy_specs.is_dir()
    assert run(["fmt", "specs/none.yaml"]) == 4
    assert "does not exist" in capsys.readouterr().err


def test_a_folder_that_may_not_be_written_cannot_run(
    open_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = open_folder / "specs"
    folder.mkdir()
    path = folder / "messy.yaml"
    path.write_text(MESSY, encoding="utf-8")
    folder.chmod(0o555)
    with ordinary_user():
        assert run(["fmt"]) == 4
    folder.chmod(0o755)
    assert "cannot write specs/messy.yaml" in capsys.readouterr().err
    assert path.read_text("utf-8") == MESSY
