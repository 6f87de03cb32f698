"""New files: all or none, and over nobody's."""

from pathlib import Path

import pytest

from compiler.errors import CannotRun, Refused
from compiler.output.new_files import write_new_files

FILES = {"a/b.txt": "b\n", "a/c/d.txt": "é\r\n", "e.txt": ""}


def content(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize("folder", ["", "missing/too"])
def test_files_are_written_as_they_are(tmp_path: Path, folder: str) -> None:
    write_new_files(tmp_path / folder, FILES)
    for path, text in FILES.items():
        assert (tmp_path / folder / path).read_bytes() == text.encode()


@pytest.mark.parametrize("taken", ["a/b.txt", "e.txt"])
def test_a_file_that_is_there_is_named_and_nothing_is_written(
    tmp_path: Path, taken: str
) -> None:
    path = tmp_path / taken
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    before = content(tmp_path)
    with pytest.raises(Refused, match=f"{taken} exists already"):
        write_new_files(tmp_path, FILES)
    assert content(tmp_path) == before
    assert path.read_text() == "mine"


def test_a_link_that_leads_nowhere_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "e.txt").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refused, match=r"e\.txt exists already"):
        write_new_files(tmp_path, FILES)
    assert content(tmp_path) == ["e.txt"]


def test_no_file_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="a is no folder"):
        write_new_files(tmp_path / "here", FILES)
    assert content(tmp_path / "elsewhere") == []


def test_a_file_where_a_folder_has_to_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(Refused, match="a is no folder"):
        write_new_files(tmp_path, FILES)
    with pytest.raises(Refused, match="a is no folder"):
        write_new_files(tmp_path / "a", FILES)


@pytest.mark.parametrize("problem", [OSError(28, "No space left"), KeyboardInterrupt()])
def test_what_was_written_goes_when_the_rest_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: BaseException
) -> None:
    def fail(_: int) -> None:
        if (tmp_path / "x/a/c/d.txt").exists():
            raise problem

    monkeypatch.setattr("os.fsync", fail)
    expected = CannotRun if isinstance(problem, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        write_new_files(tmp_path / "x", FILES)
    assert content(tmp_path) == []


def test_a_folder_that_got_a_file_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        (tmp_path / "x/a/theirs").touch()
        raise OSError(28, "No space left")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(CannotRun, match="No space left"):
        write_new_files(tmp_path / "x", FILES)
    assert content(tmp_path) == ["x", "x/a", "x/a/theirs"]
