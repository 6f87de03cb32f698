"""Findings as SARIF 2.1.0, which code scanning shows at their lines.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from compiler.diagnostics import Finding, Page
from compiler.load.wording import make_visible

_JSON_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"

_LINK: Final = re.compile(r"\[(?=[^\]]*\]\()")
"""What a reader would take for the beginning of a link."""

_PLACEHOLDER: Final = re.compile(r"\{(\d+)\}")
"""What a reader would look for an argument for.

Other braces stay single, though the standard wants all of them doubled: readers such
as GitHub's show them as they are, and specs are full of them.
"""


def compose_sarif(
    findings: Sequence[Finding], pages: Mapping[str, Page], version: str, folder: str
) -> str:
    """Return findings as the text of a SARIF log.

    Args:
        findings: in the order in which they are shown.
        pages: what there is to say about their rules, by name.
        version: of the tool.
        folder: from which paths are relative, with forward slashes.
    """
    rules = sorted({finding.rule for finding in findings})
    prints = _fingerprints(findings)
    run = {
        "tool": {
            "driver": {
                "name": "tenantry",
                "version": version,
                "rules": [_rule(name, pages.get(name)) for name in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, rules.index(finding.rule), fingerprint, folder)
            for finding, fingerprint in zip(findings, prints, strict=True)
        ],
    }
    log = {"$schema": _JSON_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2)


def _rule(name: str, page: Page | None) -> dict[str, Any]:
    if page is None:
        return {"id": name}
    why = "\n\n".join(page.why)
    text = f"{why}\n\nFails:\n\n{page.failing.text}\n\nPasses:\n\n{page.passing.text}"
    markdown = (
        f"{why}\n\nFails:\n\n{_block(page.failing.text, yaml=page.failing.is_yaml)}"
        f"\n\nPasses:\n\n{_block(page.passing.text, yaml=page.passing.is_yaml)}"
    )
    return {
        "id": name,
        "shortDescription": {"text": _plain(page.what)},
        "fullDescription": {"text": _plain(f"{page.what} {why}")},
        "help": {"text": _plain(text), "markdown": _visible(markdown)},
    }


def _result(
    finding: Finding, rule: int, fingerprint: str, folder: str
) -> dict[str, Any]:
    position = finding.position
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": str(finding.severity),
        "message": {"text": _plain(f"{finding.message}. {finding.help}")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(position.file, folder)},
                    "region": {
                        "startLine": position.line,
                        "startColumn": position.column,
                    },
                }
            }
        ],
        # The name under which code scanning looks for one.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    if finding.allowed:
        reason = _visible(finding.allowed)
        result["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return result


def _fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return what tells each finding from the others, wherever its line moves to."""
    seen: Counter[str] = Counter()
    prints = []
    for finding in findings:
        line = finding.excerpt.strip() or finding.message
        text = f"{finding.rule} {finding.position.file} {line}"
        digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]
        seen[digest] += 1
        prints.append(f"{digest}:{seen[digest]}")
    return prints


def _uri(file: str, folder: str) -> str:
    """Return the path of a file as a reference, relative where it is in the folder."""
    path = PurePosixPath(file)
    if path.is_relative_to(folder):
        path = path.relative_to(folder)
    scheme = "file://" if path.is_absolute() else ""
    return scheme + quote(str(path), errors="surrogateescape")


def _plain(text: str) -> str:
    """Return text that no reader takes for a placeholder or a link."""
    return _LINK.sub(r"\\[", _PLACEHOLDER.sub(r"{{\1}}", _visible(text)))


def _visible(text: str) -> str:
    # A file's name may hold bytes that are no text.
    return make_visible(text.encode(errors="replace").decode())


def _block(text: str, *, yaml: bool) -> str:
    return f"```yaml\n{text}\n```" if yaml else text
