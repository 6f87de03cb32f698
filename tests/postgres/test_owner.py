import os
from pathlib import Path

import pytest

from compiler.errors import CannotRun
from compiler.postgres import owner as owner_module
from compiler.postgres.owner import Owner, can_reach, find_owner, run_as

US = Owner(uid=os.geteuid(), gid=os.getegid())


def test_the_server_never_runs_as_root(tmp_path: Path) -> None:
    owner = find_owner(tmp_path / "data")
    assert owner.uid != 0
    assert run_as(owner, ["/usr/bin/id", "-u"]).stdout == b"%d\n" % owner.uid
    assert owner.is_other == (os.geteuid() == 0)


def test_without_a_user_for_the_server_root_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(owner_module, "SERVER_USERS", ("no such user",))
    with pytest.raises(CannotRun, match="does not run as root"):
        find_owner(tmp_path / "data")


def test_root_runs_the_server_of_a_user_as_that_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root's own folder is not taken for a server's, whoever runs the test.
    foreign = tmp_path
    if os.geteuid() == 0:
        os.chown(tmp_path, 4242, 4343)
    expected = Owner(uid=foreign.stat().st_uid, gid=foreign.stat().st_gid)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert find_owner(foreign) == expected


def test_another_users_data_is_refused_to_an_ordinary_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(CannotRun, match="belongs to another user"):
        find_owner(tmp_path)


def test_a_server_inherits_no_secret_and_no_setting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TENANTRY_DSN", "password=secret")
    monkeypatch.setenv("PGPORT", "1")
    names = {
        line.partition(b"=")[0]
        for line in run_as(US, ["/usr/bin/env"]).stdout.splitlines()
    }
    assert {b"PATH", b"LC_ALL"} <= names
    assert not names & {b"TENANTRY_DSN", b"PGPORT", b"HOME"}


def test_a_closed_folder_is_out_of_reach(tmp_path: Path) -> None:
    owner = find_owner(tmp_path / "data")
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o600)
    assert not can_reach(owner, folder)
    assert can_reach(owner, Path("/bin/sh"))
