"""What a finding is: a value about the user's input, with the place it is about.

A page says what there is to know about the rule that found it.

Findings are collected and shown all at once; only what stops the program itself is
an exception (`compiler.errors`).
"""

import dataclasses
import enum
from collections.abc import Iterable
from typing import NamedTuple


class Severity(enum.StrEnum):
    """How much a finding matters; only an error makes a command exit 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Position(NamedTuple):
    """A place in a text file; a tuple, because each node of each spec has one.

    Args:
        file: path as the user named it, with forward slashes.
        line: counted from 1.
        column: counted from 1, in characters.
    """

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """Return `file:line:column`, which terminals and editors make a link of."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, or odd, in what the user wrote.

    Args:
        rule: kebab-case name of the rule that found it.
        severity: only errors stop a compile.
        position: where it is.
        message: what is wrong, in the words of the spec.
        help: what to do about it; starts with a verb.
        excerpt: the line of the file at `position`; empty until it is looked up.
        allowed: the reason for which the spec allows it; empty where it does not.
    """

    rule: str
    severity: Severity
    position: Position
    message: str
    help: str
    excerpt: str = ""
    allowed: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What shows a rule, or its cure.

    Args:
        text: YAML, several specs with a line of `---` between them; or words.
        is_yaml: whether it is YAML.
    """

    text: str
    is_yaml: bool

    @property
    def specs(self) -> tuple[str, ...]:
        """The specs of the YAML; none where it is told in words."""
        return tuple(self.text.split("\n---\n")) if self.is_yaml else ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What there is to say about a rule.

    Args:
        what: one sentence.
        why: paragraphs.
        waivable: whether a spec may allow what the rule finds, by `allow:`.
    """

    name: str
    what: str
    why: tuple[str, ...]
    failing: Example
    passing: Example
    waivable: bool


def error(rule: str, position: Position, message: str, remedy: str) -> Finding:
    """Return a finding that stops a compile."""
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        position=position,
        message=message,
        help=remedy,
    )


def warning(rule: str, position: Position, message: str, remedy: str) -> Finding:
    """Return a finding that a compile survives."""
    return Finding(
        rule=rule,
        severity=Severity.WARNING,
        position=position,
        message=message,
        help=remedy,
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether any finding is an error that no spec allows."""
    return any(
        finding.severity is Severity.ERROR and not finding.allowed
        for finding in findings
    )


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by position, then rule and message, each once."""
    return tuple(
        sorted(
            dict.fromkeys(findings),
            key=lambda finding: (finding.position, finding.rule, finding.message),
        )
    )


class Findings:
    """Collects findings on the way through a stage, so that all are shown at once."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []

    def error(self, rule: str, position: Position, message: str, remedy: str) -> None:
        """Note an error."""
        self._findings.append(error(rule, position, message, remedy))

    def collected(self) -> tuple[Finding, ...]:
        """Return what was noted, in order."""
        return tuple(self._findings)
