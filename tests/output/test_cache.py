from pathlib import Path

import pytest

from compiler.output.cache import EMPTY, Cache, read_cache, write_cache


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / ".tenantry" / "cache.json"
    cache = Cache(passed={"a": 1, "b": 0}, compiled={"specs": "x"})
    write_cache(path, cache)
    assert read_cache(path) == cache
    assert [item.name for item in path.parent.iterdir()] == ["cache.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"version": 0, "passed": {"a": 1}, "compiled": {}}',
        b'{"passed": {"a": 1}, "compiled": {}}',
        b'{"version": 1, "passed": [], "compiled": {}}',
        b'{"version": 1, "passed": {}}',
        b"[" * 100_000,
    ],
)
def test_garbage_is_an_empty_cache(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "cache.json"
    path.write_bytes(content)
    assert read_cache(path) == EMPTY


def test_values_of_another_type_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "cache.json"
    path.write_text(
        '{"version": 1, "passed": {"a": true, "b": 1}, "compiled": {"c": [], "d": ""}}'
    )
    assert read_cache(path) == Cache(passed={"b": 1}, compiled={"d": ""})


def test_no_file_and_a_folder_are_an_empty_cache(tmp_path: Path) -> None:
    assert read_cache(tmp_path / "none") == EMPTY
    assert read_cache(tmp_path) == EMPTY


def test_a_cache_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("")
    write_cache(blocker / "cache.json", EMPTY)
    folder = tmp_path / "cache.json"
    folder.mkdir()
    write_cache(folder, EMPTY)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["cache.json", "file"]


def test_a_write_that_fails_leaves_the_old_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cache.json"
    old = Cache(passed={"a": 1}, compiled={})
    write_cache(path, old)

    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "replace", fail)
    write_cache(path, EMPTY)
    assert read_cache(path) == old
    assert len(list(tmp_path.iterdir())) == 1
