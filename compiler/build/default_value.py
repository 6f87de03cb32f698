"""Defaults that are constants, and no value of the type that they are for."""

import contextlib

from compiler.build.scope import Scope, shown
from compiler.build.type_values import find_values
from compiler.document import ScalarNode
from compiler.syntax.constant import NotConstantError, read_bare_constant


def check_default(
    scope: Scope,
    default: ScalarNode,
    type_text: str,
    owner: str,
) -> None:
    """Note a constant that a server would refuse as the default.

    Args:
        scope: where it stands.
        default: the constant, or SQL of which nothing is said.
        type_text: the name of the type as it is written.
        owner: what has the type, such as `column`.
    """
    with contextlib.suppress(NotConstantError):
        value = read_bare_constant(default.text)
        if not find_values(scope, type_text).take_as_default(value):
            scope.findings.error(
                "unfit-value",
                default.position,
                f"{shown(default.text)} is no value of the {owner}'s type",
                "Write another value, or leave the default out.",
            )
