"""Domains of the project."""

from compiler.build.collation import build_collation
from compiler.build.data_type import build_type
from compiler.build.expression import NO_COLUMNS, Columns, build_expression
from compiler.build.scope import Scope, parse_name
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.model.domain import Domain, DomainCheck
from compiler.model.name import QualifiedName

_VALUE = Columns(table="", names=frozenset({"value"}))
"""What the checks of a domain may name."""


def build_domain(scope: Scope, name: QualifiedName, root: MappingNode) -> Domain:
    """Return the domain that a spec declares."""
    node = root.mapping("domain")
    default = node.scalar("default")
    return Domain(
        name=name,
        base=build_type(scope, node.scalars("base")[0]),
        collation=build_collation(scope, node),
        default=build_expression(scope, default, NO_COLUMNS) if default else "",
        not_null=node.flag("not_null", default=False),
        checks=tuple(
            _check(scope, key, value) for key, value in node.mapping("checks")
        ),
        description=root.text("description"),
    )


def _check(scope: Scope, key: ScalarNode, node: Node) -> DomainCheck:
    described = None if isinstance(node, ScalarNode) else as_mapping(node)
    expression = described.scalars("expression")[0] if described else node
    return DomainCheck(
        name=parse_name(scope, key),
        expression=(
            build_expression(scope, expression, _VALUE)
            if isinstance(expression, ScalarNode)
            else ""
        ),
        description=described.text("description") if described else "",
    )
