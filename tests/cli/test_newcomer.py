"""Mistakes of somebody's first day: the first line says where, what and what to do.

`newcomer/<case>/specs/` holds the mistake, over the minimal project; `output.txt` is
what the terminal shows.
"""

import shutil
from pathlib import Path
from typing import Final

import pytest

from compiler.cli import run
from tests.build.cases import write_minimal

CASES: Final = Path(__file__).parent / "newcomer"
FIRST_LINES: Final = {
    "a-bare-word-as-a-default": ("specs/visits.yaml:5:", """`default: "'open'"`"""),
    "a-key-of-another-tool": ("specs/visits.yaml:4:", "Write `primary_key: [id]`"),
    "a-missing-quote": ("specs/visits.yaml:5:", "Close it"),
    "a-missing-single-quote": ("specs/visits.yaml:2:", "Close it"),
    "a-number-sign-in-an-expression": (
        "specs/visits.yaml:11:",
        'Write `price_is_positive: "price # 2 >= 0"`',
    ),
    "a-tab": ("specs/visits.yaml:6:", "Indent with spaces."),
    "a-template-without-quotes": (
        "specs/visits.yaml:5:",
        'default: "{{ tenant.id | literal }}"',
    ),
    "a-typo-in-a-column": ("specs/visits.yaml:13:", "Write status."),
    "a-typo-in-a-key": ("specs/visits.yaml:8:", "Write primary_key."),
    "a-typo-in-a-type": ("specs/visits.yaml:7:", "Write timestamptz."),
    "a-typo-in-sql": ("specs/visits.yaml:11:", "Write BETWEEN."),
    "a-wrong-indent": ("specs/visits.yaml:14:", "Indent all keys"),
    "an-unquoted-comma": (
        "specs/visits.yaml:6:",
        'Write `price:      {type: "numeric(10,2)"}`.',
    ),
    "columns-without-an-indent": ("specs/visits.yaml:3:", "Indent id and 3 more"),
    "two-tables-of-one-name": ("specs/visits.yaml:1:", "Rename or remove one"),
}


def test_every_case_is_listed() -> None:
    assert {path.name for path in CASES.iterdir()} == FIRST_LINES.keys()


@pytest.mark.parametrize("case", FIRST_LINES)
def test_the_first_line_names_file_line_and_remedy(
    case: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    pytestconfig: pytest.Config,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_minimal(Path())
    shutil.copytree(CASES / case / "specs", "specs", dirs_exist_ok=True)

    code = run(["check"])

    printed = capfd.readouterr()
    output = printed.err + printed.out
    golden = CASES / case / "output.txt"
    if pytestconfig.getoption("--update-golden"):
        golden.write_text(output, encoding="utf-8")
    first, *_ = output.splitlines()
    place, remedy = FIRST_LINES[case]
    assert code == 1
    assert first.startswith(place)
    assert remedy in first
    assert output == golden.read_text(encoding="utf-8")
