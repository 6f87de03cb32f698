"""Enumerated types of the project."""

from compiler.build.scope import Scope
from compiler.document import MappingNode
from compiler.model.enum_type import EnumType
from compiler.model.name import QualifiedName
from compiler.names import MAX_IDENTIFIER_BYTES, fits


def build_enum_type(scope: Scope, name: QualifiedName, root: MappingNode) -> EnumType:
    """Return the enumerated type that a spec declares."""
    labels = root.scalars("enum")
    for label in labels:
        if not fits(label.text):
            scope.findings.error(
                "name-too-long",
                label.position,
                f"the label takes {len(label.text.encode())} bytes, and PostgreSQL "
                f"takes labels of {MAX_IDENTIFIER_BYTES}",
                "Shorten the label.",
            )
    return EnumType(
        name=name,
        labels=tuple(label.text for label in labels),
        description=root.text("description"),
    )
