"""Domains of the project."""

from compiler.build import expression_place
from compiler.build.collation import build_collation
from compiler.build.data_type import build_type
from compiler.build.defaults import build_default
from compiler.build.expression import build_expression
from compiler.build.known_columns import Columns
from compiler.build.scope import Scope, parse_name
from compiler.document import MappingNode, Node, ScalarNode, as_mapping
from compiler.model.domain import Domain, DomainCheck
from compiler.model.name import QualifiedName


def build_domain(scope: Scope, name: QualifiedName, root: MappingNode) -> Domain:
    """Return the domain that a spec declares."""
    node = root.mapping("domain")
    default = node.scalar("default")
    return Domain(
        name=name,
        base=build_type(scope, node.scalars("base")[0]),
        collation=build_collation(scope, node),
        default=build_default(scope, default, node.text("base"), "domain"),
        not_null=node.flag("not_null", default=False),
        checks=tuple(
            _check(scope, key, value, node.text("base"))
            for key, value in node.mapping("checks")
        ),
        description=root.text("description"),
    )


def _check(scope: Scope, key: ScalarNode, node: Node, base: str) -> DomainCheck:
    value = Columns(table="", names=frozenset({"value"}), types={"value": base})
    described = None if isinstance(node, ScalarNode) else as_mapping(node)
    expression = described.scalars("expression")[0] if described else node
    return DomainCheck(
        name=parse_name(scope, key),
        expression=(
            build_expression(scope, expression, value, expression_place.DOMAIN_CHECK)
            if isinstance(expression, ScalarNode)
            else ""
        ),
        description=described.text("description") if described else "",
    )
