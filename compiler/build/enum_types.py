"""Enumerated types of the project."""

from compiler.build.scope import Scope, parse_name
from compiler.document import Document
from compiler.model.enum_type import EnumType
from compiler.model.name import QualifiedName
from compiler.names import MAX_IDENTIFIER_BYTES, fits


def build_enum_type(scope: Scope, document: Document, schema: str) -> EnumType:
    """Return the type that a spec declares in a schema."""
    root = document.root
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
        name=QualifiedName(schema, parse_name(scope, root.scalars("type")[0])),
        labels=tuple(label.text for label in labels),
        description=root.text("description"),
    )
