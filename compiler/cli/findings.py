"""How findings look: to people as text, to programs as JSON."""

from collections.abc import Sequence

import click

from compiler.diagnostics import Finding, Severity
from compiler.load.wording import shorten

MAX_SHOWN = 100
"""More than anyone reads at once; `--json` has them all."""

LONGEST_TEXT = 500
"""Characters of a message; names in it come from specs and may be of any length."""

_COLOURS = {
    Severity.ERROR: "red",
    Severity.WARNING: "yellow",
    Severity.NOTE: "cyan",
}


def print_findings(findings: Sequence[Finding]) -> None:
    """Print what no spec allows to stderr, each with its line and what to do."""
    counted = [finding for finding in findings if not finding.allowed]
    for finding in counted[:MAX_SHOWN]:
        _print_finding(finding)
    rest = len(counted) - MAX_SHOWN
    if rest > 0:
        click.echo(f"… and {rest} more findings; --json prints all of them.", err=True)


def count_findings(findings: Sequence[Finding]) -> str:
    """Return how many findings of each severity there are, in words."""
    counts = []
    for severity in Severity:
        count = sum(
            finding.severity is severity and not finding.allowed for finding in findings
        )
        if count:
            counts.append(f"{count} {severity}{'s' if count > 1 else ''}")
    allowed = sum(bool(finding.allowed) for finding in findings)
    words = ", ".join(counts) or "no findings"
    return f"{words} ({allowed} allowed)" if allowed else words


def hint_at_page(findings: Sequence[Finding]) -> str:
    """Return how to read on about the first error, or else the first finding shown.

    Returns:
        An empty text where no finding is shown.
    """
    shown = [finding for finding in findings if not finding.allowed]
    errors = (each for each in shown if each.severity is Severity.ERROR)
    first = next(errors, shown[0] if shown else None)
    return f"`tenantry explain {first.rule}` tells more." if first else ""


def findings_as_json(findings: Sequence[Finding]) -> list[dict[str, str | int]]:
    """Return findings as JSON values."""
    return [
        {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "file": finding.position.file,
            "line": finding.position.line,
            "column": finding.position.column,
            "message": finding.message,
            "help": finding.help,
            **({"allowed": finding.allowed} if finding.allowed else {}),
        }
        for finding in findings
    ]


def _print_finding(finding: Finding) -> None:
    head = click.style(
        f"{finding.severity}[{finding.rule}]", bold=True, fg=_COLOURS[finding.severity]
    )
    place = shorten(str(finding.position), LONGEST_TEXT)
    message = shorten(finding.message, LONGEST_TEXT)
    # On one line, so that whoever reads a log or filters it sees the remedy too.
    remedy = click.style(shorten(finding.help, LONGEST_TEXT), bold=True)
    click.echo(f"{place}: {head}: {message}. {remedy}", err=True)
    if finding.excerpt:
        number = str(finding.position.line)
        caret = " " * (finding.position.column - 1) + "^"
        click.echo(f"  {number} | {finding.excerpt}", err=True)
        if finding.position.column <= len(finding.excerpt) + 1:
            click.echo(f"  {' ' * len(number)} | {caret}", err=True)
