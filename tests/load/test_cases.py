"""Each case is a spec, and beside it the findings that loading it must show."""

from pathlib import Path

import pytest

from compiler.diagnostics import Finding
from compiler.load.documents import load_text

CASES = Path(__file__).parent / "cases"


def write(finding: Finding) -> str:
    return (
        f"{finding.position}: {finding.severity}[{finding.rule}]: {finding.message}\n"
        f"    {finding.excerpt}\n"
        f"  help: {finding.help}\n"
    )


def found_in(case: str) -> str:
    path = CASES / f"{case}.yaml"
    _, findings = load_text(path.name, path.read_bytes())
    return "".join(write(finding) for finding in findings)


@pytest.mark.parametrize("case", sorted(path.stem for path in CASES.glob("*.yaml")))
def test_loading_finds_what_stands_beside_the_case(case: str) -> None:
    assert found_in(case) == (CASES / f"{case}.txt").read_text(encoding="utf-8")


def test_every_expectation_has_its_case() -> None:
    specs = {path.stem for path in CASES.glob("*.yaml")}
    assert specs == {path.stem for path in CASES.glob("*.txt")}
