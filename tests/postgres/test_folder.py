import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from compiler.errors import CannotRun
from compiler.postgres import folder
from compiler.postgres.folder import LONGEST_SOCKET_PATH, folder_paths, make_folder
from compiler.postgres.owner import Owner, find_owner

NOBODY = 65534


@pytest.fixture
def owner(tmp_path: Path) -> Owner:
    return find_owner(tmp_path / "data")


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A temporary folder of the test, short enough and open to the server's user."""
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="t-") as made:
        Path(made).chmod(0o755)
        monkeypatch.setattr(tempfile, "tempdir", made)
        yield Path(made)


def test_only_its_owner_can_open_the_socket_folder(
    place: Path, owner: Owner, tmp_path: Path
) -> None:
    made = make_folder(tmp_path, owner)
    assert made.parent == place
    socket_dir = (made / "socket").stat()
    assert stat.S_IMODE(socket_dir.st_mode) == 0o700
    assert socket_dir.st_uid == owner.uid
    assert made.stat().st_uid == os.geteuid()
    assert stat.S_IMODE(made.stat().st_mode) == (0o711 if owner.is_other else 0o700)


@pytest.mark.usefixtures("place")
def test_a_home_has_the_same_folder_each_time_and_no_other_home_has_it(
    owner: Owner, tmp_path: Path
) -> None:
    assert make_folder(tmp_path, owner) == make_folder(tmp_path, owner)
    assert make_folder(tmp_path, owner) != make_folder(tmp_path / "other", owner)


@pytest.mark.usefixtures("place")
def test_a_link_in_its_place_is_refused(owner: Owner, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir(mode=0o700)
    folder_paths(tmp_path)[0].symlink_to(target)
    with pytest.raises(CannotRun, match="made by somebody else"):
        make_folder(tmp_path, owner)
    assert list(target.iterdir()) == []


@pytest.mark.usefixtures("place")
def test_a_file_in_its_place_is_refused(owner: Owner, tmp_path: Path) -> None:
    folder_paths(tmp_path)[0].touch(mode=0o600)
    with pytest.raises(CannotRun, match="made by somebody else"):
        make_folder(tmp_path, owner)


@pytest.mark.usefixtures("place")
def test_a_folder_that_others_can_change_is_refused(
    owner: Owner, tmp_path: Path
) -> None:
    open_folder = folder_paths(tmp_path)[0]
    open_folder.mkdir()
    open_folder.chmod(0o777)
    with pytest.raises(CannotRun, match="made by somebody else"):
        make_folder(tmp_path, owner)


def test_a_folder_of_somebody_else_is_refused(
    place: Path, owner: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = Path("/usr")
    if os.geteuid() == 0:
        foreign = place / "foreign"
        foreign.mkdir(mode=0o700)
        os.chown(foreign, NOBODY, NOBODY)
    monkeypatch.setattr(folder, "folder_paths", lambda _: (foreign,))
    with pytest.raises(CannotRun, match="made by somebody else"):
        make_folder(tmp_path, owner)


def test_a_long_temporary_path_is_left_for_a_short_one(
    place: Path, owner: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = place / ("x" * LONGEST_SOCKET_PATH)
    long.mkdir(mode=0o755)
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    made = make_folder(tmp_path, owner)
    (made / "socket").rmdir()
    made.rmdir()
    assert made.parent == Path("/tmp")  # noqa: S108 - it is what is promised
