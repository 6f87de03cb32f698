"""Findings are in test_cases; here is what they must never depend on."""

import pytest

from compiler.load.documents import load_text
from compiler.load.source import MAX_FINDINGS


def rules(text: str) -> list[str]:
    return [finding.rule for finding in load_text("t.yaml", text.encode())[1]]


def test_many_faults_are_all_found() -> None:
    keys = "".join(f"key_{number}: 1\n" for number in range(3_000))
    assert rules(f"table: t\n{keys}") == ["unknown-key"] * 3_000


def test_faults_without_end_come_to_one() -> None:
    items = "x, 1, " * 30_000
    assert rules(f"type: t\nenum: [{items}]\n") == ["duplicate-item"] * MAX_FINDINGS


@pytest.mark.parametrize("ending", ["", "\n"])
def test_a_line_break_behind_a_form_is_a_fault(ending: str) -> None:
    text = f'retention_rule: r\nkeep: "1 day{ending and chr(92) + "n"}"\n'
    found = rules(f"{text}basis: a\naction: delete\n")
    assert found == (["wrong-form"] if ending else [])


def test_a_number_that_is_not_whole_is_no_version() -> None:
    text = (
        "project: p\npostgres: 15.0\ntenant: {called: a, column: {name: a, type: text},"
        ' schema: a, role: a, login: "a"}\n'
    )
    assert rules(text) == ["wrong-type"]


def test_one_of_tells_text_and_numbers_apart() -> None:
    column = "{type: text, one_of: [1, '1', true, 'true', 1.0]}"
    assert rules(f"table: t\ncolumns: {{a: {column}}}\n") == []
