"""The call that writes findings down for other programs."""

from collections.abc import Sequence
from pathlib import Path

import compiler
from compiler.diagnostics import Finding


def sarif(findings: Sequence[Finding], folder: Path | None = None) -> str:
    """Return findings as a SARIF log, which code scanning shows at their lines.

    Args:
        findings: of `check` or any other call.
        folder: from which paths are relative; the working directory by default.
    """
    from compiler.review.sarif import compose_sarif
    from compiler.rules.page import read_page, rule_names

    found = {finding.rule for finding in findings}
    pages = {name: read_page(name) for name in rule_names() if name in found}
    root = (folder or Path()).absolute().as_posix()
    return compose_sarif(findings, pages, compiler.__version__, root)
