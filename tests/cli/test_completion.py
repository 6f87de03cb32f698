"""Completion by the shells themselves."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from compiler.cli import COMMANDS, run
from compiler.cli.completion import SHELLS
from compiler.load.documents import KINDS
from tests.cli.conftest import CALL

ROOT: Final = Path(__file__).parents[2]
COMPLETE_IN_BASH: Final = """
eval "$(tenantry completion bash)"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_tenantry_completion tenantry
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """One in which `tenantry` is this checkout's."""
    program = tmp_path / "bin" / "tenantry"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{CALL}" "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}


def complete(environment: dict[str, str], *words: str) -> list[str]:
    """Return what bash offers for the last word."""
    enough = "((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404))"
    if subprocess.run(["bash", "-c", enough], check=False).returncode:
        pytest.skip("this bash is older than 4.4, in which click cannot complete")
    done = subprocess.run(
        ["bash", "-c", COMPLETE_IN_BASH, "bash", "tenantry", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.usefixtures("specs")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("",), list(COMMANDS)),
        (("com",), ["compile", "completion"]),
        (("completion", ""), list(SHELLS)),
        (("new", ""), list(KINDS)),
        (("ls", "ro"), ["role"]),
        (("sql", ""), ["north", "south"]),
        (("sql", "--specs", "specs", "s"), ["south"]),
        (("psql", "n"), ["north"]),
        (("dsn", ""), ["north", "south"]),
        (("sql", "--specs", "nowhere", ""), []),
        (("check", "--j"), ["--json"]),
    ],
)
def test_bash_completes(
    environment: dict[str, str], words: tuple[str, ...], offered: list[str]
) -> None:
    assert complete(environment, *words) == offered


@pytest.mark.usefixtures("specs")
def test_specs_that_cannot_be_read_say_nothing_while_typing(
    specs: Path, environment: dict[str, str]
) -> None:
    (specs / "tenants.yaml").write_bytes(b"tenants:\n  a: [\n\xff")
    assert complete(environment, "sql", "") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_a_script_is_one_of_its_shell(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert "_TENANTRY_COMPLETE" in script
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed; its script was printed, not read")
    subprocess.run([program, "-n"], input=script, text=True, check=True)


def test_another_shell_exits_64(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", "tcsh"]) == 64
    assert "'bash', 'zsh', 'fish'" in capsys.readouterr().err
