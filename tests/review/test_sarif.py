"""The form of a SARIF log, and that what specs say cannot break it."""

import dataclasses
import json
from typing import Any, Final

import pytest

from compiler.diagnostics import Finding, Position, Severity
from compiler.review.sarif import compose_sarif
from compiler.rules.page import parse_page

PAGE = parse_page(
    "unknown-type",
    """A type is not known.

    PostgreSQL would refuse it.

    Fails:

        table: a

    Passes:

        table: b
    """,
    waivable=False,
)


POSITION: Final = Position("specs/a.yaml", 3, 7)
FINDING: Final = Finding(
    rule="unknown-type",
    severity=Severity.ERROR,
    position=POSITION,
    message='there is no type "txt"',
    help="Write text.",
    excerpt="  a: {type: txt}",
)


def finding(
    rule: str = "unknown-type",
    position: Position = POSITION,
    excerpt: str = "  a: {type: txt}",
) -> Finding:
    return dataclasses.replace(FINDING, rule=rule, position=position, excerpt=excerpt)


def run_of(*findings: Finding, folder: str = "/project") -> dict[str, Any]:
    text = compose_sarif(findings, {PAGE.name: PAGE}, "1.2.3", folder)
    assert text.isascii()
    log = json.loads(text)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def fingerprints(*findings: Finding) -> list[str]:
    return [
        result["partialFingerprints"]["primaryLocationLineHash"]
        for result in run_of(*findings)["results"]
    ]


def test_a_finding_is_a_result_at_its_line() -> None:
    run = run_of(finding())
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert result["ruleId"] == "unknown-type"
    assert result["level"] == "error"
    assert result["message"]["text"] == 'there is no type "txt". Write text.'
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "specs/a.yaml"},
        "region": {"startLine": 3, "startColumn": 7},
    }


@pytest.mark.parametrize("severity", list(Severity))
def test_the_level_is_the_severity(severity: Severity) -> None:
    (result,) = run_of(dataclasses.replace(FINDING, severity=severity))["results"]
    assert result["level"] == severity.value


def test_each_rule_stands_once_with_its_page() -> None:
    run = run_of(finding(), finding(rule="odd"), finding())
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("tenantry", "1.2.3")
    odd, known = driver["rules"]
    assert odd == {"id": "odd"}
    assert known["shortDescription"]["text"] == "A type is not known."
    assert known["fullDescription"]["text"].endswith("PostgreSQL would refuse it.")
    assert "```yaml\ntable: a\n```" in known["help"]["markdown"]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_without_findings_there_is_an_empty_run() -> None:
    assert run_of()["results"] == []


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("specs/a b#c%.yaml", "specs/a%20b%23c%25.yaml"),
        ("specs/größe.yaml", "specs/gr%C3%B6%C3%9Fe.yaml"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("/project/specs/a.yaml", "specs/a.yaml"),
        ("/else where/a.yaml", "file:///else%20where/a.yaml"),
        ("specs/\udcff.yaml", "specs/%FF.yaml"),
    ],
)
def test_paths_are_references(file: str, uri: str) -> None:
    (result,) = run_of(finding(position=Position(file, 1, 1)))["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("{{ tenant.id }} and {a: 1}", "{{ tenant.id }} and {a: 1}"),
        ("takes {0}", "takes {{0}}"),
        ("type text[](9)", "type text\\[](9)"),
        ("type text[]", "type text[]"),
        ("bell \x07 \x1b[31m \u202e \udcff", "bell � �[31m � ?"),
    ],
)
def test_what_a_spec_says_is_shown_and_not_obeyed(message: str, text: str) -> None:
    (result,) = run_of(dataclasses.replace(FINDING, message=message))["results"]
    assert result["message"]["text"] == f"{text}. Write text."


def test_a_fingerprint_stays_when_lines_move() -> None:
    moved = finding(position=Position("specs/a.yaml", 9, 7))
    assert fingerprints(finding()) == fingerprints(moved)


@pytest.mark.parametrize(
    "other",
    [
        finding(rule="other"),
        finding(position=Position("specs/b.yaml", 3, 7)),
        finding(excerpt="  b: {type: txt}"),
    ],
    ids=["rule", "file", "line"],
)
def test_a_fingerprint_tells_findings_apart(other: Finding) -> None:
    first, second = fingerprints(finding(), other)
    assert first != second


def test_two_findings_of_one_line_have_two_fingerprints() -> None:
    assert len(set(fingerprints(finding(), finding()))) == 2


def test_what_a_spec_allows_is_suppressed_with_its_reason() -> None:
    (result,) = run_of(dataclasses.replace(FINDING, allowed="kept for ever"))["results"]
    (suppression,) = result["suppressions"]
    assert suppression == {"kind": "inSource", "justification": "kept for ever"}
    assert "suppressions" not in run_of(finding())["results"][0]
