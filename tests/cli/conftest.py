"""A folder with the minimal project, and ways to call the command in it."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.build.cases import write_minimal

ROOT: Final = Path(__file__).parents[2]
CALL: Final = "from compiler.cli import main; main()"

Tenantry = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The specs of a project in the working directory."""
    monkeypatch.chdir(tmp_path)
    return write_minimal(Path())


@pytest.fixture
def tenantry() -> Tenantry:
    """Runs the command in a process of its own, in the working directory."""

    def call(
        *arguments: str, code: str = CALL, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=os.environ | {"PYTHONPATH": str(ROOT)} | dict(environment or {}),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return call


@pytest.fixture
def open_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working directory that an ordinary user reaches and may write to."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        monkeypatch.chdir(name)
        yield Path(name)


def parse_json(text: str) -> dict[str, object]:
    content = json.loads(text)
    assert isinstance(content, dict)
    return content
