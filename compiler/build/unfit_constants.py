"""Constants in SQL that are no value of the type that they are taken for."""

import contextlib
from collections.abc import Callable
from typing import Final

from compiler.build.scope import Scope, shown
from compiler.build.sql_source import SqlSource
from compiler.build.type_values import TypeValues, find_values
from compiler.document import ScalarNode
from compiler.spelling import find_nearest
from compiler.syntax.constant import NotConstantError, read_bare_constant
from compiler.syntax.quote import quote_literal
from compiler.syntax.typed_constants import TypedConstant, find_typed_constants

_TEXTS: Final = frozenset({"", "text", "varchar", "citext"})
"""Types of which every text is a value, or of which nothing is known."""


def check_default(
    scope: Scope, default: ScalarNode, type_text: str, owner: str
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


def check_constants(source: SqlSource, type_of: Callable[[str], str]) -> None:
    """Note text constants that a server could not read.

    What a template fills in is left to where its value is given.

    Args:
        source: an expression that the grammar takes.
        type_of: the name of a column's type; empty where it is not known.
    """
    for constant in find_typed_constants(source.parsable):
        name = constant.column[-1] if constant.column else ""
        if quote_literal(constant.value) not in source.node.text:
            continue
        type_text = constant.cast or type_of(name)
        if type_text in _TEXTS:
            continue
        values = find_values(source.scope, type_text)
        if not _fits(constant, values):
            _report(source, constant, values, name)


def _fits(constant: TypedConstant, values: TypeValues) -> bool:
    if constant.cast:
        return values.take_as_default(constant.value)
    return values.equal(constant.value)


def _report(
    source: SqlSource, constant: TypedConstant, values: TypeValues, column: str
) -> None:
    of_type = shown(constant.cast.removeprefix("pg_catalog."))
    what = f'the type of "{column}"' if column else f"the type {of_type}"
    near = find_nearest(constant.value, values.labels)
    instead = f"'{near}'" if near else "another value"
    if not near and values.labels:
        instead = f"one of {', '.join(values.labels)}"
    source.error(
        "unfit-value",
        constant.offset,
        f"'{shown(constant.value)}' is no value of {what}",
        f"Write {instead}.",
    )
