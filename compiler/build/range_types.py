"""Range types of the project."""

from compiler.build.collation import build_collation
from compiler.build.data_type import build_type
from compiler.build.function_name import build_function_name
from compiler.build.operator_class import build_operator_class
from compiler.build.scope import Scope, parse_name
from compiler.build.symbols import default_multirange
from compiler.document import MappingNode
from compiler.model.name import QualifiedName
from compiler.model.range_type import RangeType


def build_range_type(scope: Scope, name: QualifiedName, root: MappingNode) -> RangeType:
    """Return the range type that a spec declares, with the name of its multirange."""
    node = root.mapping("range")
    operator_class = node.scalar("operator_class")
    difference = node.scalar("subtype_diff")
    multirange = node.scalar("multirange_name")
    return RangeType(
        name=name,
        subtype=build_type(scope, node.scalars("subtype")[0]),
        operator_class=(
            build_operator_class(scope, operator_class) if operator_class else ""
        ),
        collation=build_collation(scope, node),
        subtype_diff=build_function_name(scope, difference) if difference else "",
        multirange=QualifiedName(
            name.schema,
            parse_name(scope, multirange)
            if multirange
            else default_multirange(name.name),
        ),
        description=root.text("description"),
    )
