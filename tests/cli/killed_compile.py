"""Compiles again and again, killed at each step that it takes on the disk.

Run in a folder with `specs/`; `other/` holds a spec to be added. Prints how many times
it was killed; stops with an AssertionError where `out/` is half written.
"""

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

from compiler import api

EVENTS = ("open", "os.mkdir", "os.rename", "os.link", "os.rmdir", "os.remove")
OUT = Path("out")
ASIDE = Path(".out.tenantry-previous")


def kill_at(step: int) -> None:
    """End this process at the given step inside of a folder that is being made."""
    steps = count(1)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        about = event in EVENTS and ".tenantry-" in str(arguments[:2])
        if about and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def compile_killed(step: int) -> bool:
    child = os.fork()
    if child == 0:
        kill_at(step)
        api.compile(Path("specs"), OUT)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def main() -> None:
    api.compile(Path("specs"), OUT)
    old = content(OUT)
    shutil.copytree(OUT, "old")
    shutil.copytree("other", "specs", dirs_exist_ok=True)
    api.compile(Path("specs"), OUT)
    new = content(OUT)
    assert old != new
    for step in count(1):
        shutil.rmtree(OUT)
        shutil.copytree("old", OUT)
        killed = compile_killed(step)
        there = OUT if OUT.exists() else ASIDE
        assert content(there) in (old, new), f"half written at step {step}"
        assert api.compile(Path("specs"), OUT).ok
        assert content(OUT) == new, f"not recovered from step {step}"
        if not killed:
            print(step - 1)  # noqa: T201 - the answer
            return


main()
