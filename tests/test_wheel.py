"""What is installed works in an empty folder, without a checkout at hand."""

import os
import subprocess
import sys
import sysconfig
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from compiler import api
from tests.wheels import ROOT, build, install

CALL: Final = "from compiler.cli import main; main()"

Tenantry = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def tenantry(tmp_path: Path) -> Tenantry:
    """Runs the command of a wheel, which finds no package of this checkout."""
    target = install("build_wheel", tmp_path)
    packages = sysconfig.get_path("purelib")
    # Without the site module nothing leads to the checkout of an editable install.
    prepare = f"import sys; sys.path += [{str(target)!r}, {packages!r}]"

    def call(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-I", "-S", "-c", f"{prepare}; {CALL}", *arguments],
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )

    return call


def test_a_project_starts_from_a_wheel(tenantry: Tenantry, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    assert tenantry("init", "x", cwd=folder).returncode == 0
    project = folder / "x"
    checked = tenantry("check", cwd=project)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "no findings" in checked.stdout
    assert tenantry("compile", cwd=project).returncode == 0
    assert tenantry("new", "table", "invoices", cwd=project).returncode == 0
    assert tenantry("compile", "--check", cwd=project).returncode == 2


@pytest.mark.live
@pytest.mark.skipif(
    any(key in os.environ for key in ("TENANTRY_TEST_DSN", "TENANTRY_TEST_DOCKER")),
    reason="up without --dsn starts the embedded server, and another one is asked for",
)
def test_a_wheel_installs_its_project(tenantry: Tenantry, tmp_path: Path) -> None:
    assert tenantry("init", "x", cwd=tmp_path).returncode == 0
    project = tmp_path / "x"
    try:
        done = tenantry("up", cwd=project)
        assert done.returncode == 0, done.stderr
        assert "acme_tenant" in done.stdout
        assert "facts hold" in done.stdout
    finally:
        stopped = tenantry("down", "--delete-data", cwd=project)
    assert stopped.returncode == 0, stopped.stderr


def test_the_source_distribution_has_the_starter(tmp_path: Path) -> None:
    with tarfile.open(build("build_sdist", tmp_path / "sdist")) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    starter = (ROOT / "compiler" / "starter").rglob("*")
    files = {str(path.relative_to(ROOT)) for path in starter if path.is_file()}
    assert len(files) > 10
    assert files <= names


def test_a_project_has_what_the_starter_has(tmp_path: Path) -> None:
    files = set(api.init(tmp_path / "shop").files)
    starter = ROOT / "compiler" / "starter"
    written = (path for path in starter.rglob("*") if path.is_file())
    assert {path.relative_to(starter).as_posix() for path in written} <= files
