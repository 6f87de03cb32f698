"""Composite types of the project."""

from compiler.build.collation import build_collation
from compiler.build.data_type import build_type
from compiler.build.scope import Scope, parse_name
from compiler.document import MappingNode, ScalarNode, as_mapping
from compiler.model.composite_type import Attribute, CompositeType
from compiler.model.name import QualifiedName


def build_composite_type(
    scope: Scope, name: QualifiedName, root: MappingNode
) -> CompositeType:
    """Return the composite type that a spec declares."""
    attributes = root.mapping("composite").mapping("attributes")
    return CompositeType(
        name=name,
        attributes=tuple(
            _attribute(scope, key, as_mapping(node)) for key, node in attributes
        ),
        description=root.text("description"),
    )


def _attribute(scope: Scope, key: ScalarNode, node: MappingNode) -> Attribute:
    return Attribute(
        name=parse_name(scope, key),
        type_sql=build_type(scope, node.scalars("type")[0]),
        collation=build_collation(scope, node),
        description=node.text("description"),
    )
