import datetime as dt

from compiler.diagnostics import Finding, Position, Severity, error, has_errors, warning
from compiler.document import Document
from compiler.load.documents import load_text
from compiler.rules.waivers import apply_waivers

LAST_DAY = dt.date(2027, 6, 30)
SPEC = """
table: visits
columns: {id: {type: bigint}}
allow:
  no-primary-key: {reason: It comes., until: 2027-06-30}
  no-retention-rule: For ever.
"""


def spec(file: str = "visits.yaml", text: str = SPEC) -> Document:
    document, findings = load_text(file, text.encode())
    assert document is not None
    assert not findings
    return document


def found(file: str, rule: str = "no-primary-key") -> Finding:
    return error(rule, Position(file, 2, 1), "There is none.", "Add one.")


def judge(*findings: Finding, today: dt.date = LAST_DAY) -> tuple[Finding, ...]:
    both = ("no-primary-key", "no-retention-rule")
    return apply_waivers(findings, [spec()], both, today)


def test_a_waiver_takes_an_error_away_and_keeps_the_reason() -> None:
    first, *_ = judge(found("visits.yaml"), found("visits.yaml", "no-retention-rule"))
    assert first.allowed == "It comes."
    assert not has_errors([first])


def test_a_waiver_counts_on_its_last_day_and_not_on_the_next() -> None:
    finding = found("visits.yaml")
    on_it, _ = judge(finding)
    after, about, _ = judge(finding, today=LAST_DAY + dt.timedelta(days=1))
    assert on_it.allowed
    assert after == finding
    assert (about.rule, about.severity) == ("expired-waiver", Severity.WARNING)


def test_a_waiver_counts_for_its_own_file_and_its_own_rule() -> None:
    other, rule, *about = judge(found("orders.yaml"), found("visits.yaml", "no-index"))
    assert not other.allowed
    assert not rule.allowed
    assert [one.rule for one in about] == ["unused-waiver", "unused-waiver"]


def test_a_rule_that_cannot_be_waived_stays() -> None:
    finding = found("visits.yaml")
    kept, *about = apply_waivers([finding], [spec()], ["no-retention-rule"], LAST_DAY)
    assert kept == finding
    assert about[0].rule == "unknown-rule"
    assert about[0].position.line == 5


def test_an_allowed_warning_is_no_error_anyway() -> None:
    at = Position("visits.yaml", 2, 1)
    (first, *_) = judge(warning("no-retention-rule", at, "It stays.", "Add one."))
    assert first.allowed == "For ever."
