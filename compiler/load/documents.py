"""Spec files to documents: each of a known kind, in the shape of its kind."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from compiler.diagnostics import Finding, error, has_errors, sort_findings
from compiler.document import Document, MappingNode, Node
from compiler.load.acceptance import surely_fits
from compiler.load.excerpts import add_excerpts
from compiler.load.files import find_control_specs, find_specs, read_spec_file
from compiler.load.text import decode_text, split_lines
from compiler.load.wording import enumerate_words, show
from compiler.load.yaml_nodes import parse_nodes
from compiler.spelling import find_nearest

KINDS: Final = (
    "project",
    "table",
    "view",
    "materialized_view",
    "sequence",
    "mixin",
    "policy_type",
    "retention_rule",
    "tenants",
    "role",
    "default_privileges",
    "event_trigger",
    "function",
    "procedure",
    "aggregate",
    "type",
)
"""The kinds of spec; the key of this name says which kind a spec is.

Where a spec has several of these keys (an event trigger's function, say), the first one
here counts, so what has a key called like another kind stands before that kind.
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """All specs of a project, the package's own among them.

    Args:
        documents: those that have the shape of their kind.
        broken: those of a known kind that do not; what they declare exists, so a
            reference to it is no further fault.
        findings: what is wrong, each with its line.
    """

    documents: tuple[Document, ...]
    broken: tuple[Document, ...]
    findings: tuple[Finding, ...]


def load_specs(directory: Path) -> Loaded:
    """Return the specs in a directory, and those of the control plane.

    Raises:
        CannotRun: the directory or a file in it cannot be read.
    """
    documents: list[Document] = []
    broken: list[Document] = []
    findings: list[Finding] = []
    for file, data, shipped in _read_all(directory):
        if isinstance(data, Finding):
            findings.append(data)
            continue
        document, found = load_text(file, data, shipped=shipped)
        findings.extend(found)
        if document:
            (broken if has_errors(found) else documents).append(document)
    return Loaded(
        documents=tuple(documents),
        broken=tuple(broken),
        findings=sort_findings(findings),
    )


def _read_all(directory: Path) -> Iterator[tuple[str, bytes | Finding, bool]]:
    for spec in find_control_specs():
        yield f"<tenantry>/control/{spec.name}", spec.read_bytes(), True
    for path in find_specs(directory):
        file = path.as_posix()
        yield file, read_spec_file(path, file), False


def load_text(
    file: str, data: bytes, *, shipped: bool = False
) -> tuple[Document | None, tuple[Finding, ...]]:
    """Return the spec in a file, and what is wrong with it, each with its line.

    Args:
        file: path as findings show it.
        data: the file's bytes.
        shipped: whether the file is part of the package.

    Returns:
        No document where the text cannot be read or its kind is not known. One that
        comes with errors may lack the shape of its kind.
    """
    text = decode_text(file, data)
    if isinstance(text, Finding):
        lines = split_lines(data.decode("utf-8", errors="replace"))
        return None, add_excerpts((text,), {file: lines})
    lines = split_lines(text)
    root, findings = parse_nodes(file, text, lines)
    kind, more = _find_kind(root)
    document = None
    if kind and isinstance(root, MappingNode):
        document = Document(
            file=file, kind=kind, root=root, lines=lines, shipped=shipped
        )
        more = _check(document, findings)
    # A key that is not known need not be quoted first.
    unknown = {each.position for each in more if each.rule == "unknown-key"}
    read = [each for each in findings if each.position not in unknown]
    found = sort_findings((*read, *more))
    return document, add_excerpts(found, {file: lines})


_UNREAD = frozenset({"ambiguous-scalar", "unquoted-template", "yaml-feature"})


def _check(document: Document, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    if surely_fits(document.root.plain(), document.kind):
        return ()
    # Imported here, because jsonschema takes its time and few specs need it.
    from compiler.load.shapes import check_shape

    # What such a scalar says is not known yet, so its type cannot be judged.
    known = {each.position for each in findings if each.rule in _UNREAD}
    shape = check_shape(document.root, document.kind)
    return tuple(finding for finding in shape if finding.position not in known)


def _find_kind(root: Node | None) -> tuple[str, tuple[Finding, ...]]:
    if root is None:
        return "", ()
    if not isinstance(root, MappingNode):
        message = "a spec has to be a mapping of keys to values"
        return "", (error("wrong-type", root.position, message, _BEGIN),)
    kind = next((kind for kind in KINDS if kind in root), "")
    return kind, () if kind else (_unknown_kind(root),)


_BEGIN = f"Begin with {enumerate_words(KINDS, 'or')}."


def _unknown_kind(root: MappingNode) -> Finding:
    # Imported here, because few specs need it and it takes its time.

    keys = tuple(root.entries)
    for key in keys:
        nearest = find_nearest(key.lower(), KINDS)
        if nearest:
            message = f"{show(key)} is no kind of spec"
            position = root.entries[key][0].position
            return error("unknown-kind", position, message, f"Write {nearest}.")
    message = "no key here names a kind of spec"
    return error("unknown-kind", root.position, message, _BEGIN)
