"""The reserved name: it stands for the tenant until an id takes its place."""

from collections.abc import Iterator

from compiler.diagnostics import Findings
from compiler.document import Document, MappingNode, Node, ScalarNode
from compiler.names import SENTINEL_TENANT


def check_reserved(document: Document, findings: Findings) -> None:
    """Note where a spec uses the reserved name, which no tenant would find again."""
    # A backslash can spell it otherwise, or split it.
    if not any(SENTINEL_TENANT in line or "\\" in line for line in document.lines):
        return
    for node in _scalars(document.root):
        if SENTINEL_TENANT in node.text:
            findings.error(
                "reserved-name",
                node.position,
                f"{SENTINEL_TENANT} is reserved: a tenant's id takes its place",
                "Write {{ tenant.id }} if the tenant is meant, or another name.",
            )


def _scalars(root: Node) -> Iterator[ScalarNode]:
    left = [root]
    while left:
        node = left.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, MappingNode):
            for key, value in node:
                left += (value, key)
        else:
            left += node.items
