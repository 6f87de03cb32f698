"""Types of the project: enumerated, domains, composite and ranges."""

from compiler.build.composite_types import build_composite_type
from compiler.build.domains import build_domain
from compiler.build.enum_types import build_enum_type
from compiler.build.range_types import build_range_type
from compiler.build.scope import Scope, parse_name
from compiler.build.sides import Sides
from compiler.document import Document
from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName


def assemble_types(sides: Sides) -> None:
    """Add the types."""
    for document in sides.specs("type"):
        side, schema = sides.of(document)
        side.assembly.add(_build_type(side.scope, document, schema), document.root)


def _build_type(scope: Scope, document: Document, schema: str) -> DatabaseObject:
    root = document.root
    name = QualifiedName(schema, parse_name(scope, root.scalars("type")[0]))
    if "domain" in root:
        return build_domain(scope, name, root)
    if "composite" in root:
        return build_composite_type(scope, name, root)
    if "range" in root:
        return build_range_type(scope, name, root)
    return build_enum_type(scope, name, root)
