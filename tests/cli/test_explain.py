"""`explain`, and the hint at it behind findings."""

import json
from pathlib import Path

import pytest

from compiler.cli import run
from compiler.rules.page import read_page, rule_names


def test_a_page_is_printed_with_all_its_parts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["explain", "unknown-column"]) == 0
    printed = capsys.readouterr().out
    page = read_page("unknown-column")
    flowing = " ".join(printed.split())
    assert printed.startswith("unknown-column\n\n")
    assert all(part in flowing for part in (page.what, *page.why))
    assert "\nFails\n\n    table: visits\n" in printed
    assert "\nPasses\n\n    table: visits\n" in printed
    assert "allow:" not in printed


def test_what_can_be_allowed_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "no-retention-rule"]) == 0
    printed = capsys.readouterr().out
    assert printed.endswith("\n    allow:\n      no-retention-rule: the reason\n")


def test_an_example_in_words_is_printed_as_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["explain", "file-too-large"]) == 0
    printed = capsys.readouterr().out
    assert "\nFails\n\n  A file `specs/dump.yaml` of 50 MB.\n" in printed


def test_without_a_rule_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    names = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert names == list(rule_names())


def test_json_has_the_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "no-retention-rule", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    page = read_page("no-retention-rule")
    assert content == {
        "rule": page.name,
        "what": page.what,
        "why": list(page.why),
        "failing": page.failing.text,
        "passing": page.passing.text,
        "waivable": True,
    }
    assert run(["explain", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["rules"]
    assert [each["rule"] for each in listed] == list(rule_names())
    assert content in listed


@pytest.mark.parametrize(
    ("rule", "remedy"),
    [
        ("unkown-colum", "Write unknown-column."),
        ("unknown_column", "Write unknown-column."),
        ("../page", "List them by `tenantry explain`."),
        ("\x1b[31m", "List them by `tenantry explain`."),
    ],
)
def test_what_is_no_rule_is_refused_with_the_nearest(
    capsys: pytest.CaptureFixture[str], rule: str, remedy: str
) -> None:
    assert run(["explain", rule]) == 64
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.endswith(f"  help: {remedy}\n")
    assert "\x1b" not in printed.err


def test_check_says_once_how_to_read_on(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (specs / "orders.yaml").write_text("table: orders\ncheks: {a: b}\n", "utf-8")
    (specs / "visits.yaml").write_text("table: visits\nprimary_key: [id]\n", "utf-8")
    assert run(["check"]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines()[-1] == "`tenantry explain unknown-key` tells more."
    assert "explain" not in printed.err


def test_check_does_not_hint_at_what_a_spec_allows(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (specs / "orders.yaml").open("a", encoding="utf-8") as spec:
        spec.write("allow: {no-primary-key: It comes later.}\n")
    text = (specs / "orders.yaml").read_text("utf-8").replace("primary_key: [id]\n", "")
    (specs / "orders.yaml").write_text(text, encoding="utf-8")
    assert run(["check"]) == 0
    printed = capsys.readouterr().out
    assert "(1 allowed)" in printed
    assert "explain" not in printed


@pytest.mark.usefixtures("specs")
def test_check_hints_at_nothing_where_nothing_is_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["check"]) == 0
    assert "explain" not in capsys.readouterr().out
