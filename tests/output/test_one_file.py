"""A file is replaced as a whole, or not at all."""

from pathlib import Path

import pytest

from compiler.errors import CannotRun
from compiler.output.one_file import replace_file


def test_text_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o604)
    replace_file(path, "né\r\nw\n")
    assert path.read_bytes() == "né\r\nw\n".encode()
    assert path.stat().st_mode & 0o777 == 0o604
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.yaml"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(CannotRun, match="No space left"):
        replace_file(path, "new")
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_gone_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="cannot write"):
        replace_file(tmp_path / "a.yaml", "new")
    assert list(tmp_path.iterdir()) == []
