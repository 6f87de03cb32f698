"""The line of the spec that a finding is about, to be shown with it."""

import dataclasses
from collections.abc import Iterable, Mapping

from compiler.diagnostics import Finding
from compiler.load.wording import make_visible

LONGEST_EXCERPT = 200
"""Characters of a line that are shown."""


def add_excerpts(
    findings: Iterable[Finding], lines_of: Mapping[str, tuple[str, ...]]
) -> tuple[Finding, ...]:
    """Return the findings, each with the line at its position.

    Args:
        findings: with or without an excerpt; one that is there stays.
        lines_of: the lines of each file, by the name that positions give it.
    """
    return tuple(
        finding
        if finding.excerpt
        else dataclasses.replace(finding, excerpt=_excerpt(finding, lines_of))
        for finding in findings
    )


def _excerpt(finding: Finding, lines_of: Mapping[str, tuple[str, ...]]) -> str:
    lines = lines_of.get(finding.position.file, ())
    if finding.position.line > len(lines):
        return ""
    line = lines[finding.position.line - 1].rstrip()
    if len(line) > LONGEST_EXCERPT:
        line = line[: LONGEST_EXCERPT - 1] + "…"
    return make_visible(line)
