"""Tenantry as users install it."""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]


def build(hook: str, folder: Path) -> Path:
    """Run a hook of the build backend, and return what it built in the folder."""
    folder.mkdir()
    code = f"import hatchling.build as b; print(b.{hook}({str(folder)!r}))"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    (built,) = folder.iterdir()
    return built


def install(hook: str, tmp_path: Path) -> Path:
    """Build with a hook of the build backend, install into a folder, and return it."""
    wheel, target = build(hook, tmp_path / "wheels"), tmp_path / "target"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    options = ["--no-index", "--no-deps", "--no-compile", "--target", str(target)]
    subprocess.run([*pip, "install", *options, str(wheel)], cwd=tmp_path, check=True)
    return target
