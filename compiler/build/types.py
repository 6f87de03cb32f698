"""Types of the project."""

from compiler.build.enum_types import build_enum_type
from compiler.build.sides import Sides


def assemble_types(sides: Sides) -> None:
    """Add the types."""
    for document in sides.specs("type"):
        side, schema = sides.of(document)
        side.assembly.add(build_enum_type(side.scope, document, schema), document.root)
