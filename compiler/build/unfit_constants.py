"""Constants in SQL that are no value of the type that they are taken for."""

from collections.abc import Callable
from typing import Final

from compiler.build.scope import shown
from compiler.build.sql_source import SqlSource
from compiler.build.type_values import TypeValues, find_values
from compiler.spelling import find_nearest
from compiler.syntax.quote import quote_literal
from compiler.syntax.typed_constants import TypedConstant, find_typed_constants

_TEXTS: Final = frozenset({"", "text", "varchar", "citext"})
"""Types of which every text is a value, or of which nothing is known."""


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
