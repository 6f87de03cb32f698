"""`check`, `compile` and `sql`: exit codes, and what they print where."""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from compiler.cli import run
from tests.build.cases import write_minimal

NOBODY: Final = 65534
MEGABYTE: Final = 1024 * 1024


@contextlib.contextmanager
def ordinary_user() -> Iterator[None]:
    """Be somebody whom permissions bind; as root, for the time being."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def break_specs(specs: Path) -> None:
    (specs / "broken.yaml").write_text("table: x\nchecks: {a: b >}\n", encoding="utf-8")


@pytest.mark.usefixtures("specs")
def test_check_counts_what_it_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("8 specs, ")
    assert "no findings" in printed.out
    assert printed.err == ""


def test_findings_go_to_stderr_and_exit_1(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_specs(specs)
    assert run(["check"]) == 1
    printed = capsys.readouterr()
    assert "specs/broken.yaml:2:16: error[invalid-expression]" in printed.err
    assert "  2 | checks: {a: b >}" in printed.err
    assert "error[" not in printed.out
    assert "1 error" in printed.out


def test_warnings_alone_exit_0(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (specs / "orders.yaml").write_text("table: orders\n", encoding="utf-8")
    assert run(["check"]) == 0
    assert "warning[no-retention-rule]" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "compile"])
@pytest.mark.parametrize("broken", [False, True])
def test_json_is_json_and_nothing_else(
    specs: Path, capsys: pytest.CaptureFixture[str], command: str, *, broken: bool
) -> None:
    if broken:
        break_specs(specs)
    assert run([command, "--json"]) == int(broken)
    printed = capsys.readouterr()
    content = json.loads(printed.out)
    assert content["ok"] is not broken
    assert printed.err == ""
    for finding in content["findings"]:
        assert finding["rule"]
        assert finding["file"].startswith("specs/")
        assert finding["line"] >= 1
        assert finding["column"] >= 1
        assert finding["help"]
    assert any(each["severity"] == "error" for each in content["findings"]) is broken


@pytest.mark.parametrize(
    ("folder", "says"),
    [("empty", "holds no .yaml"), ("a_file", "is no directory"), ("none", "not exist")],
)
def test_a_folder_without_specs_is_no_project(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: str,
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("a_file").touch()
    for command in (["check"], ["check", "--json"], ["compile"], ["sql", "north"]):
        assert run([*command, "--specs", folder]) == 4
        printed = capsys.readouterr()
        assert says in printed.err
        assert "help: Name" in printed.err
        assert printed.out == ""
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty-file"),
        (b"table: caf\xe9\n", "not-utf8"),
        (b"\xff\xfet\x00", "not-utf8"),
        (b"table: [\n", "yaml-syntax"),
        (b"#" * (50 * MEGABYTE), "file-too-large"),
        (b"table: x\0\n", "control-character"),
        (b"- a\n", "wrong-type"),
    ],
    ids=["empty", "latin-1", "utf-16", "no yaml", "50 MB", "nul", "list"],
)
def test_a_file_that_is_no_spec_is_a_finding(
    specs: Path, capsys: pytest.CaptureFixture[str], content: bytes, rule: str
) -> None:
    (specs / "odd.yaml").write_bytes(content)
    assert run(["check"]) == 1
    printed = capsys.readouterr()
    assert f"error[{rule}]" in printed.err
    assert len(printed.err) < 2_000
    # It is the only one: the others are not judged by what this one lacks.
    assert "1 error" in printed.out


def test_a_folder_that_may_not_be_read_cannot_run(
    open_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = open_folder / "specs"
    folder.mkdir()
    (folder / "project.yaml").write_text("project: acme\n", encoding="utf-8")
    run(["check"])
    for mode, path in ((0o000, folder), (0o000, folder / "project.yaml")):
        folder.chmod(0o755)
        path.chmod(mode)
        capsys.readouterr()
        with ordinary_user():
            assert run(["check"]) == 4
        printed = capsys.readouterr()
        assert "cannot read specs" in printed.err
        assert "help: " in printed.err
        assert printed.out == ""


def test_out_stays_after_an_error(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compile"]) == 0
    before = files(Path("out"))
    break_specs(specs)
    assert run(["compile"]) == 1
    assert files(Path("out")) == before
    assert "out stays as it was" in capsys.readouterr().out


def test_nothing_is_written_to_a_folder_of_somebody_elses(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert specs.exists()
    Path("out").mkdir()
    Path("out/notes.txt").write_text("mine", encoding="utf-8")
    assert run(["compile"]) == 3
    assert files(Path("out")) == {"notes.txt": b"mine"}
    assert "help: " in capsys.readouterr().err


@pytest.mark.usefixtures("specs")
def test_a_file_in_the_place_of_out_cannot_be_written() -> None:
    Path("out").write_text("mine", encoding="utf-8")
    assert run(["compile"]) == 4
    assert run(["compile", "--check"]) == 4
    assert Path("out").read_text(encoding="utf-8") == "mine"


def test_compile_check_exits_2_and_writes_nothing(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compile", "--check"]) == 2
    assert not Path("out").exists()
    run(["compile"])
    assert run(["compile", "--check"]) == 0
    before = files(Path("out"))
    (specs / "orders.yaml").unlink()
    capsys.readouterr()
    assert run(["compile", "--check"]) == 2
    assert files(Path("out")) == before
    printed = capsys.readouterr().out
    assert "removed out/tenant/tables/orders.sql" in printed
    assert "is stale" in printed
    assert run(["compile", "--check", "--json"]) == 2


@pytest.mark.usefixtures("specs")
def test_what_was_changed_by_hand_is_a_difference_and_put_right() -> None:
    run(["compile"])
    before = files(Path("out"))
    Path("out/tenant/roles.sql").write_text("DROP ROLE x;", encoding="utf-8")
    Path("out/tenant/schema.sql").unlink()
    assert run(["compile", "--check"]) == 2
    assert run(["compile"]) == 0
    assert files(Path("out")) == before


def test_out_that_may_not_be_read_cannot_run(
    open_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_minimal(open_folder)
    assert run(["compile"]) == 0
    for path in (Path("out/tenant/roles.sql"), Path("out")):
        path.chmod(0o000)
        capsys.readouterr()
        with ordinary_user():
            assert run(["compile", "--check"]) == 4
        path.chmod(0o755)
        printed = capsys.readouterr().err
        assert printed.startswith("error: cannot read out")


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\xff\x00garbage",
        b"[]",
        b"{",
        b'{"version": 1}',
        b'{"version": 1, "passed": [], "compiled": {}}',
        b'{"version": 1, "passed": {}, "compiled": {"inputs": 1, "outcome": []}}',
        b"[" * 100_000,
    ],
)
def test_garbage_in_the_cache_is_survived(specs: Path, garbage: bytes) -> None:
    assert specs.exists()
    run(["compile"])
    before = files(Path("out"))
    Path(".tenantry/cache.json").write_bytes(garbage)
    assert run(["check"]) == 0
    Path(".tenantry/cache.json").write_bytes(garbage)
    assert run(["compile"]) == 0
    assert files(Path("out")) == before


@pytest.mark.usefixtures("specs")
def test_a_cache_that_is_cut_off_anywhere_is_survived() -> None:
    run(["compile"])
    cache = Path(".tenantry/cache.json")
    whole = cache.read_bytes()
    for end in range(0, len(whole), len(whole) // 7):
        cache.write_bytes(whole[:end])
        assert run(["check"]) == 0


def test_a_cache_that_cannot_be_written_is_done_without(
    open_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_minimal(open_folder)
    Path(".tenantry").mkdir()
    assert run(["check"]) == 0
    Path(".tenantry/cache.json").unlink()
    Path(".tenantry").chmod(0o555)
    with ordinary_user():
        assert run(["check"]) == 0
    assert capsys.readouterr().err == ""
    assert not list(Path(".tenantry").iterdir())


def test_sql_gives_the_same_twice_and_says_nothing_else(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert specs.exists()
    texts = []
    for _ in range(2):
        assert run(["sql", "north"]) == 0
        printed = capsys.readouterr()
        assert printed.err == ""
        texts.append(printed.out)
    assert texts[0] == texts[1]
    assert "north_shop.orders" in texts[0]
    assert "Tenantry_sentinel" not in texts[0]
    assert run(["sql"]) == 0
    assert "CREATE TABLE acme.shops" in capsys.readouterr().out


@pytest.mark.parametrize(
    "tenant", ["nobody", "example", "", "north'", "Tenantry_sentinel"]
)
def test_an_unknown_tenant_is_a_wrong_call(
    specs: Path, capsys: pytest.CaptureFixture[str], tenant: str
) -> None:
    assert specs.exists()
    assert run(["sql", tenant]) == 64
    printed = capsys.readouterr()
    assert "help: Name one of north, south." in printed.err
    assert printed.out == ""


def test_sql_of_broken_specs_prints_no_sql(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_specs(specs)
    assert run(["sql", "north"]) == 1
    assert capsys.readouterr().out == ""


def test_names_from_specs_cannot_drive_the_terminal(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "\\e[31mred\\e]0;title\\a\\nspecs/x.yaml:1:1: error"
    text = f'table: t\nprimary_key: ["{name}"]\n'
    (specs / "hostile.yaml").write_text(text, encoding="utf-8")
    assert run(["check"]) == 1
    printed = capsys.readouterr().err
    assert "\x1b" not in printed
    assert "\a" not in printed
    assert not any(line.startswith("specs/x.yaml") for line in printed.splitlines())


def test_a_message_does_not_repeat_a_long_name(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"table: t\nprimary_key: [{'x' * 100_000}]\n"
    (specs / "long.yaml").write_text(text, encoding="utf-8")
    assert run(["check"]) == 1
    assert len(capsys.readouterr().err) < 5_000


def test_the_hint_is_about_the_first_error(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # What is only warned of stands in front of it.
    spec = "table: a\ncolumns:\n  id: {type: timestamp}\n  b: {type: strng}\n"
    (specs / "a.yaml").write_text(spec, encoding="utf-8")
    assert run(["check"]) == 1
    printed = capsys.readouterr()
    assert "warning[" in printed.err.splitlines()[0]
    assert "Write text." in printed.err
    assert printed.out.endswith("`tenantry explain unknown-type` tells more.\n")


@pytest.mark.usefixtures("specs")
def test_a_folder_without_its_option_is_told_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["check", "spec"]) == 64
    assert "Name the folder of the specs with --specs." in capsys.readouterr().err


@pytest.mark.usefixtures("specs")
@pytest.mark.parametrize("call", [["check", "--specs", "spec"], ["fmt", "spec"]])
def test_a_folder_that_is_not_there_is_near_another(
    call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(call) == 4
    printed = capsys.readouterr().err
    assert printed == "error: spec does not exist\n  help: Write specs.\n"
