import os
from pathlib import Path

import pytest

from compiler.postgres.owner import Owner
from compiler.postgres.postmaster import (
    PID_FILE,
    disown_stale_files,
    is_alive,
    read_postmaster,
)

US = Owner(uid=os.geteuid(), gid=os.getegid())


def write_pid_file(data_dir: Path, pid: int) -> Path:
    lines = [str(pid), str(data_dir), "1", "5432", "/tmp", "", "17 42", "ready", ""]  # noqa: S108 - no socket of ours is there
    path = data_dir / PID_FILE
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_nothing_runs_where_no_server_was_started(tmp_path: Path) -> None:
    assert read_postmaster(tmp_path) is None


@pytest.mark.parametrize("text", ["", "\n", "-12\n/data\n", "what?\n"])
def test_a_file_without_a_process_number_says_nothing(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / PID_FILE).write_text(text, "utf-8")
    assert read_postmaster(tmp_path) is None


def test_a_process_that_is_no_server_is_not_taken_for_one(tmp_path: Path) -> None:
    write_pid_file(tmp_path, os.getpid())
    assert read_postmaster(tmp_path) is None


def test_a_stale_file_loses_its_number_and_keeps_its_shared_memory(
    tmp_path: Path,
) -> None:
    path = write_pid_file(tmp_path, os.getpid())
    disown_stale_files(tmp_path, tmp_path, US)
    lines = path.read_text("utf-8").splitlines()
    assert not is_alive(int(lines[0]))
    assert lines[1:] == [
        str(tmp_path),
        *("1", "5432", "/tmp", "", "17 42", "ready"),  # noqa: S108 - no socket of ours is there
    ]


def test_without_stale_files_nothing_is_written(tmp_path: Path) -> None:
    disown_stale_files(tmp_path, tmp_path, US)
    assert list(tmp_path.iterdir()) == []


def test_we_are_alive_and_nobodys_number_is_not() -> None:
    assert is_alive(os.getpid())
    assert not is_alive(2**30)
