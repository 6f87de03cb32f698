"""Defaults of columns, arguments and domains."""

from compiler.build import expression_place
from compiler.build.expression import build_expression
from compiler.build.known_columns import NO_COLUMNS
from compiler.build.scope import Scope, shown
from compiler.build.type_values import find_values
from compiler.build.unfit_types import check_stored
from compiler.document import ScalarNode
from compiler.syntax.constant import NotConstantError, read_bare_constant


def build_default(
    scope: Scope, node: ScalarNode | None, type_text: str, owner: str
) -> str:
    """Return the SQL of a default; empty where there is none, or after a finding.

    That a server would refuse it is noted, as far as that is known.

    Args:
        scope: where it stands.
        node: the default, or nothing.
        type_text: the name of the type as it is written.
        owner: what has the type, such as `column`.
    """
    if node is None:
        return ""
    text = build_expression(scope, node, NO_COLUMNS, expression_place.DEFAULT)
    try:
        value = read_bare_constant(node.text)
    except NotConstantError:
        if text:
            check_stored(scope, node, NO_COLUMNS, type_text, owner)
        return text
    if not find_values(scope, type_text).take_as_default(value):
        scope.findings.error(
            "unfit-value",
            node.position,
            f"{shown(node.text)} is no value of the {owner}'s type",
            "Write another value, or leave the default out.",
        )
    return text
