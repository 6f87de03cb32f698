"""Each case is a folder of specs, and beside it what comes of them; see `cases.py`."""

import ast
import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import compiler
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

# The rule names that the code puts together, and those that it hands through.
COMPOSED: Final = {
    "f\"unknown-{kind.replace('_', '-')}\"": (),
    "kind": ("unknown-function", "unknown-type", "unknown-table"),
    "f'duplicate-{part[:-1]}'": (
        "duplicate-column",
        "duplicate-check",
        "duplicate-trigger",
    ),
    "RULE.name": (),
    "rule": (),
}
# Where these take the kind of what is not there.
REFERENCES: Final = {"find_spec": 1, "find_qualified": 1, "report_unknown": 2}


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


def rule_names() -> Iterator[str]:
    """Every rule name that build, rules and api can give, read off their code."""
    package = Path(compiler.__file__).parent
    for stage in ("build", "rules", "api"):
        for path in (package / stage).rglob("*.py"):
            yield from _rules_in(ast.parse(path.read_text(encoding="utf-8")))


def _rules_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func).rpartition(".")[2]
        if called == "Rule":
            yield from (ast.literal_eval(item.value) for item in node.keywords[:1])
        elif called in {"error", "warning"}:
            yield from _names(node.args[0], "")
        elif called in REFERENCES:
            yield from _names(node.args[REFERENCES[called]], "unknown-")


def _names(node: ast.expr, before: str) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield before + str(node.value).replace("_", "-")
    else:
        yield from COMPOSED[ast.unparse(node)]


@pytest.mark.parametrize("rule", sorted(set(rule_names())))
def test_every_rule_has_a_case(rule: str) -> None:
    assert rule in CASES, f"tests/build/golden/{rule}/ is missing"
    found = (GOLDEN / rule / "diagnostics.txt").read_text(encoding="utf-8")
    assert f"[{rule}]" in found
