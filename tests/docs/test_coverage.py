"""The table of what other linters look for names rules that are there."""

import re
from pathlib import Path
from typing import Final

from compiler.rules.page import rule_names

PAGE: Final = Path(__file__).parents[2] / "docs" / "coverage.md"
ROWS: Final = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text("utf-8").splitlines()
    if line.startswith("| `")
]
REASONS: Final = (
    "by design",
    "by plans: ",
    "decided against",
    "does not apply",
    "not yet: ",
)


def test_every_rule_of_ours_is_there() -> None:
    named = [link for _, ours, _ in ROWS for link in ours.split(", ") if link != "—"]
    assert len(named) > 15
    known = {f"[`{name}`](rules.md#{name})" for name in rule_names()}
    assert set(named) - known == set()


def test_every_rule_of_theirs_stands_once() -> None:
    theirs = [name for cell, _, _ in ROWS for name in re.findall(r"`([^`]+)`", cell)]
    assert len(theirs) > 110
    assert len(theirs) == len(set(theirs))


def test_what_no_rule_of_ours_covers_has_a_reason() -> None:
    bare = [theirs for theirs, ours, why in ROWS if ours == "—" and not why]
    assert bare == []
    for theirs, ours, why in ROWS:
        assert ours != "—" or why.startswith(REASONS), theirs
