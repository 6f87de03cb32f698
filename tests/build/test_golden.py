"""Each case is a folder of specs, and beside it what comes of them; see `cases.py`."""

import contextlib
import shutil
from pathlib import Path

import pytest

from compiler import api
from compiler.cli.findings import print_findings
from tests.build.cases import (
    ACCEPTED,
    CASES,
    GOLDEN,
    REFUSED,
    write_case,
    write_minimal,
)
from tests.rules.emitted import emitted_rules


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def minimal_out(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    # From there, because the files name the specs that they come from.
    with contextlib.chdir(tmp_path_factory.mktemp("minimal")):
        write_minimal(Path())
        return compiled(Path("specs"), Path())


def compiled(specs: Path, home: Path) -> dict[str, str]:
    """What `out/` holds, the manifest left out."""
    result = api.compile(specs, home / "out", home=home / ".tenantry")
    assert result.ok, result.findings
    return read_sql(home / "out")


def read_sql(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(out.rglob("*.sql"))
    }


@pytest.mark.parametrize("case", REFUSED)
def test_the_findings_are_those_beside_the_case(
    case: str, pytestconfig: pytest.Config, capsys: pytest.CaptureFixture[str]
) -> None:
    write_case(case, Path())
    print_findings(api.check(Path("specs")).findings)
    text = capsys.readouterr().err
    path = GOLDEN / case / "diagnostics.txt"
    if pytestconfig.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
    assert text


@pytest.mark.parametrize("case", ACCEPTED)
def test_the_sql_is_that_beside_the_case(
    case: str, pytestconfig: pytest.Config, minimal_out: dict[str, str]
) -> None:
    write_case(case, Path())
    found = compiled(Path("specs"), Path())
    differing = {
        path: text for path, text in found.items() if minimal_out.get(path) != text
    }
    golden = GOLDEN / case / "out"
    if pytestconfig.getoption("--update-golden"):
        rewrite(golden, differing)
    assert differing == read_sql(golden)
    assert differing


def rewrite(golden: Path, files: dict[str, str]) -> None:
    shutil.rmtree(golden, ignore_errors=True)
    for path, text in files.items():
        (golden / path).parent.mkdir(parents=True, exist_ok=True)
        (golden / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("rule", sorted(emitted_rules("build", "rules", "api")))
def test_every_rule_has_a_case(rule: str) -> None:
    assert rule in CASES, f"tests/build/golden/{rule}/ is missing"
    found = (GOLDEN / rule / "diagnostics.txt").read_text(encoding="utf-8")
    assert f"[{rule}]" in found
