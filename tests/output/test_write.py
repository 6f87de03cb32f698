import json
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.errors import CannotRun, Refused
from compiler.output.files import HEADER, OutputTree
from compiler.output.manifest import MANIFEST, compose_manifest
from compiler.output.write import (
    Difference,
    DifferenceKind,
    Written,
    compare_tree,
    write_tree,
)

WRITER = """
import sys
from pathlib import Path
from tests.output.test_write import A, B
from compiler.output.write import write_tree
out = Path(sys.argv[1])
print("ready", flush=True)
while True:
    write_tree(out, B)
    write_tree(out, A)
"""


def tree(**texts: str) -> OutputTree:
    """A tree of `tenant/<name>.sql` files and their manifest."""
    files = {
        f"tenant/{name}.sql": f"{HEADER}\n{text}\n" for name, text in texts.items()
    }
    return OutputTree(files={**files, MANIFEST: compose_manifest(files, (), ())})


A = tree(**{f"t{n}": "a" for n in range(5)}, only_a="a", both="same")
B = tree(**{f"t{n}": "b" for n in range(5)}, only_b="b", both="same")


def _content(directory: Path) -> dict[str, str]:
    return {
        path.relative_to(directory).as_posix(): path.read_text()
        for path in directory.rglob("*")
        if path.is_file()
    }


def _names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def _changes(directory: Path) -> dict[Path, tuple[int, ...]]:
    """Return what writing changes of each file; reading alone changes the atime."""
    found = {path: path.stat() for path in (directory, *directory.rglob("*"))}
    return {
        path: (of.st_ino, of.st_mode, of.st_size, of.st_mtime_ns, of.st_ctime_ns)
        for path, of in found.items()
    }


def test_a_folder_is_made(tmp_path: Path) -> None:
    out = tmp_path / "some" / "out"
    written = write_tree(out, A)
    assert _content(out) == A.files
    assert written == Written(changed=tuple(sorted(A.files)), removed=())
    assert _names(out.parent) == ["out"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    write_tree(tmp_path, A)
    assert _content(tmp_path) == A.files


def test_nothing_is_touched_where_nothing_differs(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_tree(out, A)
    before = _changes(out)
    written = write_tree(out, A)
    assert written == Written(changed=(), removed=())
    assert _changes(out) == before


def test_what_changed_is_told(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_tree(out, tree(a="1", b="1", c="1"))
    same = (out / "tenant/a.sql").stat()
    written = write_tree(out, tree(a="1", b="2", d="1"))
    assert written == Written(
        changed=("manifest.json", "tenant/b.sql", "tenant/d.sql"),
        removed=("tenant/c.sql",),
    )
    assert _content(out) == tree(a="1", b="2", d="1").files
    assert (out / "tenant/a.sql").stat().st_mtime_ns == same.st_mtime_ns
    assert _names(tmp_path) == ["out"]


def test_a_file_that_somebody_edited_is_put_right(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_tree(out, A)
    (out / "tenant/t0.sql").write_text("DROP TABLE t;")
    assert write_tree(out, A).changed == ("tenant/t0.sql",)
    assert _content(out) == A.files


def test_files_of_others_are_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_tree(out, A)
    (out / "notes").mkdir()
    (out / "notes/mine.txt").write_text("mine")
    (out / "notes/mine.txt").chmod(0o640)
    (out / "tenant/mine.sql").write_text("mine")
    (out / "empty").mkdir()
    (out / "link").symlink_to("notes")
    (out / "dangling").symlink_to("nowhere")
    out.chmod(0o750)
    write_tree(out, B)
    assert (out / "notes/mine.txt").read_text() == "mine"
    assert (out / "notes/mine.txt").stat().st_mode & 0o777 == 0o640
    assert (out / "tenant/mine.sql").read_text() == "mine"
    assert (out / "empty").is_dir()
    assert (out / "link").readlink() == Path("notes")
    assert (out / "dangling").readlink() == Path("nowhere")
    assert out.stat().st_mode & 0o777 == 0o750
    assert compare_tree(out, B) == ()


def test_a_folder_of_somebody_elses_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(Refused, match="no manifest") as refusal:
        write_tree(tmp_path, A)
    assert refusal.value.help
    assert _content(tmp_path) == {"thesis.txt": "mine"}


@pytest.mark.parametrize("content", ["", "<<<<<<< ours", '{"name": "an app"}', "[]"])
def test_a_manifest_of_something_else_does_not_make_a_folder_ours(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(Refused):
        write_tree(tmp_path, A)
    assert _content(tmp_path) == {MANIFEST: content}


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    write_tree(tmp_path, tree(a="1"))
    (tmp_path / "tenant/b.sql").write_text("mine")
    with pytest.raises(Refused, match=r"tenant/b\.sql"):
        write_tree(tmp_path, tree(a="1", b="1"))
    assert (tmp_path / "tenant/b.sql").read_text() == "mine"


def test_a_file_where_a_folder_is_needed_is_refused(tmp_path: Path) -> None:
    write_tree(tmp_path, OutputTree(files={MANIFEST: compose_manifest((), (), ())}))
    (tmp_path / "tenant").write_text("mine")
    with pytest.raises(Refused, match="tenant"):
        write_tree(tmp_path, A)


@pytest.mark.parametrize("inside", [None, "mine.txt"])
def test_a_folder_where_a_file_is_needed_is_refused(
    tmp_path: Path, inside: str | None
) -> None:
    write_tree(tmp_path, tree(a="1"))
    (tmp_path / "tenant/b.sql").mkdir()
    if inside:
        (tmp_path / "tenant/b.sql" / inside).write_text("mine")
    with pytest.raises(Refused, match=r"tenant/b\.sql"):
        write_tree(tmp_path, tree(a="1", b="1"))


def test_a_generated_file_that_a_merge_left_unlisted_is_ours(tmp_path: Path) -> None:
    write_tree(tmp_path, tree(a="1", b="1"))
    (tmp_path / MANIFEST).write_text(tree(a="1").files[MANIFEST])
    write_tree(tmp_path, tree(a="1", b="2"))
    assert _content(tmp_path) == tree(a="1", b="2").files


def test_a_manifest_cannot_reach_out_of_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_tree(out, tree(a="1"))
    (tmp_path / "victim").write_text("x")
    manifest = json.loads((out / MANIFEST).read_text())
    manifest["files"] += ["../victim", str(tmp_path / "victim"), 7]
    (out / MANIFEST).write_text(json.dumps(manifest))
    write_tree(out, tree(b="1"))
    assert (tmp_path / "victim").read_text() == "x"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "links" / "out"
    link.parent.mkdir()
    link.symlink_to(real)
    for wanted in (A, B):
        write_tree(link, wanted)
        assert link.is_symlink()
        assert _content(real) == wanted.files
    assert _names(tmp_path) == ["links", "real"]
    assert _names(link.parent) == ["out"]


def test_a_file_instead_of_a_folder_cannot_be_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("mine")
    with pytest.raises(CannotRun, match="not a folder"):
        write_tree(out, A)
    with pytest.raises(CannotRun, match=r"cannot write .*out"):
        write_tree(out / "below", A)
    assert out.read_text() == "mine"


def test_what_the_system_refuses_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_tree(out, A)

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(CannotRun, match="Permission denied") as problem:
        write_tree(out, B)
    assert problem.value.help.startswith("Check the rights")
    assert _content(out) == A.files


def test_compare_tells_what_differs_and_touches_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert len(compare_tree(out, A)) == len(A.files)
    assert not out.exists()
    write_tree(out, tree(a="1", b="1", c="1"))
    (out / "mine.txt").write_text("mine")
    assert compare_tree(out, tree(a="1", b="2", d="1")) == (
        Difference("manifest.json", DifferenceKind.CHANGED),
        Difference("tenant/b.sql", DifferenceKind.CHANGED),
        Difference("tenant/c.sql", DifferenceKind.STALE),
        Difference("tenant/d.sql", DifferenceKind.MISSING),
    )
    assert compare_tree(out, tree(a="1", b="1", c="1")) == ()


class _Killed(BaseException):
    """Stands for SIGKILL: nothing that handles errors may catch it."""


def _kill_at(step: int, original: Callable[..., Path]) -> Callable[..., Path]:
    steps = iter(range(100))

    def rename(path: Path, target: Path) -> Path:
        if next(steps) == step:
            raise _Killed
        return original(path, target)

    return rename


@pytest.mark.parametrize("step", range(3))
def test_a_run_killed_at_any_rename_is_recovered_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    out = tmp_path / "out"
    write_tree(out, A)
    (out / "mine.txt").write_text("mine")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", _kill_at(step, Path.rename))
        with pytest.raises(_Killed):
            write_tree(out, B)
    assert len(_names(tmp_path)) == 2
    written = write_tree(out, A)
    assert bool(written.changed) == (step == 2)
    assert _content(out) == {**A.files, "mine.txt": "mine"}
    assert _names(tmp_path) == ["out"]


def test_a_swap_that_the_system_refuses_leaves_the_old_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write_tree(out, A)
    original = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name.endswith("-next"):
            raise OSError(16, "Device or resource busy")
        return original(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(CannotRun, match="busy"):
        write_tree(out, B)
    assert _content(out) == A.files


def test_files_that_only_the_folder_aside_has_are_not_deleted(tmp_path: Path) -> None:
    out, aside = tmp_path / "out", tmp_path / ".out.tenantry-previous"
    write_tree(out, A)
    (out / "mine.txt").write_text("mine")
    out.rename(aside)
    write_tree(tmp_path / "other", A)
    (tmp_path / "other").rename(out)
    with pytest.raises(CannotRun, match=r"mine\.txt"):
        write_tree(out, B)
    assert (aside / "mine.txt").read_text() == "mine"


def test_a_half_built_folder_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".out.tenantry-next" / "tenant"
    left.mkdir(parents=True)
    (left / "half.sql").write_text("CREATE")
    write_tree(tmp_path / "out", A)
    assert _names(tmp_path) == ["out"]
    assert _content(tmp_path / "out") == A.files


def test_runs_at_the_same_time_do_not_disturb_each_other(tmp_path: Path) -> None:
    out = tmp_path / "out"
    problems: list[Exception] = []

    def run(wanted: OutputTree) -> None:
        try:
            for _ in range(10):
                write_tree(out, wanted)
        except Exception as problem:  # noqa: BLE001 - told by the assertion below
            problems.append(problem)

    threads = [threading.Thread(target=run, args=(wanted,)) for wanted in (A, B)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert _content(out) in (A.files, B.files)
    assert _names(tmp_path) == ["out"]


def test_a_killed_process_never_leaves_a_folder_half_written(tmp_path: Path) -> None:
    out, aside = tmp_path / "out", tmp_path / ".out.tenantry-previous"
    write_tree(out, A)
    (out / "mine.txt").write_text("mine")
    whole = [{**wanted.files, "mine.txt": "mine"} for wanted in (A, B)]
    moments = random.Random(1)  # noqa: S311 - any moments will do
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(out)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        ) as process:
            assert process.stdout
            assert process.stdout.readline() == b"ready\n"
            time.sleep(moments.uniform(0, 0.03))
            process.send_signal(signal.SIGKILL)
        assert _content(out if out.exists() else aside) in whole
        write_tree(out, A)
        assert _content(out) == whole[0]
        assert _names(tmp_path) == ["out"]
