"""A server of our own, as commands use it."""

import json
import os
import shutil
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from compiler.errors import CannotRun
from compiler.postgres.build import ServerBuild, find_build
from compiler.postgres.embedded import (
    EmbeddedServer,
    delete_server,
    read_server,
    start_server,
    stop_server,
)
from compiler.postgres.folder import folder_paths
from compiler.postgres.home import find_data_dirs
from compiler.postgres.postmaster import is_alive
from tests.postgres.conftest import ask

pytestmark = pytest.mark.live


def test_a_server_is_made_started_read_stopped_and_found_as_it_was(home: Path) -> None:
    assert read_server(home) is None
    server = start_server(home)
    assert server.version == find_build().version
    assert server.data_dir in find_data_dirs(home)
    assert read_server(home) == server == start_server(home)
    assert ask(server, b"SHOW fsync") == "on"
    ask(server, b"CREATE TABLE kept ()")
    stop_server(home)
    assert read_server(home) is None
    assert not is_alive(server.pid)
    again = start_server(home)
    assert again.pid != server.pid
    assert ask(again, b"SELECT count(*) FROM kept") == 0


def test_it_listens_on_its_socket_alone_and_holds_utf8(
    start: Callable[[], EmbeddedServer],
) -> None:
    server = start()
    assert ask(server, b"SHOW listen_addresses") == ""
    assert ask(server, b"SHOW unix_socket_permissions") == "0700"
    assert ask(server, b"SHOW server_encoding") == "UTF8"
    assert ask(server, b"SHOW unix_socket_directories") == f'"{server.socket_dir}"'
    rules = b"SELECT array_agg(DISTINCT type || auth_method) FROM pg_hba_file_rules"
    assert ask(server, rules) == ["hostreject", "localtrust"]


def test_the_dsn_says_who_and_where(start: Callable[[], EmbeddedServer]) -> None:
    server = start()
    assert conninfo_to_dict(server.dsn(user="o'b\\ y", database="a b")) == {
        "host": str(server.socket_dir),
        "port": "5432",
        "user": "o'b\\ y",
        "dbname": "a b",
    }


def test_deleting_leaves_what_is_not_the_servers(
    home: Path, start: Callable[[], EmbeddedServer]
) -> None:
    server = start()
    (home / "cache.json").touch()
    delete_server(home)
    assert not is_alive(server.pid)
    assert not server.data_dir.exists()
    assert sorted(path.name for path in home.iterdir()) == ["cache.json", "lock"]


def test_what_never_ran_is_stopped_and_deleted_in_silence(tmp_path: Path) -> None:
    for act in (stop_server, delete_server):
        act(tmp_path / "none")
        act(tmp_path)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"version": 1}', json.dumps({"data_dir": "/nowhere"})]
)
def test_a_broken_record_is_made_anew(
    home: Path, start: Callable[[], EmbeddedServer], text: str
) -> None:
    server = start()
    (home / "server.json").write_text(text, "utf-8")
    assert read_server(home) is None
    assert start() == server == read_server(home)


def test_a_server_whose_record_was_never_written_is_stopped(
    home: Path, start: Callable[[], EmbeddedServer]
) -> None:
    server = start()
    (home / "server.json").unlink()
    stop_server(home)
    assert not is_alive(server.pid)


def test_a_stale_record_is_not_believed(
    home: Path, start: Callable[[], EmbeddedServer]
) -> None:
    server = start()
    record = (home / "server.json").read_bytes()
    stop_server(home)
    (home / "server.json").write_bytes(record)
    assert read_server(home) is None
    assert start().pid != server.pid


def rewrite_record(home: Path, **said: object) -> None:
    path = home / "server.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **said}))


def test_a_record_that_names_another_server_is_not_believed(
    home: Path, start: Callable[[], EmbeddedServer], tmp_path: Path
) -> None:
    server = start()
    other = tmp_path / "other" / ".tenantry"
    other.mkdir(parents=True)
    record = other / "server.json"
    record.write_bytes((home / "server.json").read_bytes())
    assert read_server(other) is None
    (other / "data").symlink_to(server.data_dir)
    rewrite_record(other, data_dir=str(other / "data"))
    assert read_server(other) is None
    with pytest.raises(CannotRun, match="is a link"):
        start_server(other)
    rewrite_record(other, data_dir=str(server.data_dir))
    stop_server(other)
    assert not record.exists()
    delete_server(other)
    assert is_alive(server.pid)
    assert read_server(home) == server


def test_programs_that_no_search_finds_are_not_run(
    home: Path, start: Callable[[], EmbeddedServer], tmp_path: Path
) -> None:
    server = start()
    mine = folder_paths(home)[0]
    for fake in (tmp_path, mine / "socket", mine / "postgresql-18" / ".." / "data"):
        rewrite_record(home, bin_dir=str(fake))
        assert read_server(home) is None
        assert start() == server
    copied = mine / "postgresql-18-0123" / "bin"
    rewrite_record(home, bin_dir=str(copied))
    found = read_server(home)
    assert found is not None
    assert found.bin_dir == copied


def test_a_record_that_is_a_link_or_somebody_elses_is_not_believed(
    home: Path, start: Callable[[], EmbeddedServer]
) -> None:
    start()
    path = home / "server.json"
    path.rename(home / "real.json")
    path.symlink_to("real.json")
    assert read_server(home) is None
    path.unlink()
    (home / "real.json").rename(path)
    assert read_server(home) is not None
    if os.geteuid() == 0:
        os.chown(path, 12345, -1)
        assert read_server(home) is None


def test_reading_a_record_runs_no_program(
    home: Path, start: Callable[[], EmbeddedServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = start()
    monkeypatch.setattr("compiler.postgres.build.subprocess.run", None)
    assert read_server(home) == server


def test_only_the_servers_user_reads_its_log(
    home: Path, start: Callable[[], EmbeddedServer]
) -> None:
    log = home / "server.log"
    home.mkdir(parents=True)
    log.touch(0o644)
    server = start()
    there, data = log.stat(), server.data_dir.stat()
    assert stat.S_IMODE(there.st_mode) == 0o600
    assert there.st_uid == data.st_uid
    stop_server(home)
    log.unlink()
    log.symlink_to(home / "elsewhere")
    with pytest.raises(CannotRun):
        start()
    assert not (home / "elsewhere").exists()


def test_a_server_that_cannot_be_reached_is_not_read_but_is_stopped(
    home: Path, start: Callable[[], EmbeddedServer]
) -> None:
    server = start()
    (server.socket_dir / ".s.PGSQL.5432").unlink()
    assert read_server(home) is None
    stop_server(home)
    assert not is_alive(server.pid)


def test_the_server_of_a_copied_home_is_not_its_own(
    home: Path, start: Callable[[], EmbeddedServer], tmp_path: Path
) -> None:
    server = start()
    copy = tmp_path / "copy"
    copy.mkdir()
    data_dir = copy / "data"
    subprocess.run(["cp", "-Rp", server.data_dir, data_dir], check=True)
    try:
        stop_server(copy)
        assert is_alive(server.pid)
        assert read_server(home) == server
    finally:
        shutil.rmtree(data_dir)


def test_a_socket_folder_of_somebody_else_stops_the_start(
    home: Path, start: Callable[[], EmbeddedServer], tmp_path: Path
) -> None:
    trap = folder_paths(home)[0]
    trap.symlink_to(tmp_path)
    try:
        with pytest.raises(CannotRun, match="made by somebody else") as caught:
            start()
    finally:
        trap.unlink()
    assert str(trap) in caught.value.help


def test_data_of_a_version_that_is_not_here_is_left_alone(
    home: Path, start: Callable[[], EmbeddedServer]
) -> None:
    server = start()
    stop_server(home)
    (server.data_dir / "PG_VERSION").write_text("12\n", "utf-8")
    with pytest.raises(CannotRun, match="PostgreSQL 12's"):
        start()


def test_data_is_not_run_by_another_version(
    home: Path, start: Callable[[], EmbeddedServer]
) -> None:
    start()
    stop_server(home)
    build = find_build()
    other = ServerBuild(
        bin_dir=build.bin_dir, version=(build.major + 1, 0), origin="test"
    )
    with pytest.raises(CannotRun, match=f"PostgreSQL {build.major}'s"):
        start_server(home, build=other)


def test_why_a_server_does_not_start_is_shown(home: Path, template_data: Path) -> None:
    with pytest.raises(CannotRun, match="no_such_setting") as caught:
        start_server(home, settings=(("no_such_setting", "1"),), template=template_data)
    assert caught.value.exit_code == 4


def test_what_the_disk_refuses_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotRun, match="cannot run the server"):
        start_server(tmp_path / "file" / "home")
