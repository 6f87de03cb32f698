"""Functions that a spec refers to by name alone: ours, an extension's, PostgreSQL's."""

from typing import Final

from compiler.build.extensions import (
    extension_schema,
    extension_with,
    has_unlisted_functions,
)
from compiler.build.reference import report_unknown
from compiler.build.scope import Scope, fill_name
from compiler.diagnostics import Position
from compiler.document import ScalarNode
from compiler.spelling import find_nearest
from compiler.syntax.builtin_functions import BUILTIN_FUNCTIONS, CALLED_FUNCTIONS
from compiler.syntax.quote import quote_identifier

_MAX_DIFFERENCE: Final = 4
"""Characters by which a name may be longer or shorter than what was meant."""


def build_function_name(scope: Scope, node: ScalarNode) -> str:
    """Return the function as SQL names it, or an empty text after a finding."""
    name = fill_name(scope, node)
    found = scope.qualify("function", name)
    if found is not None:
        return found.sql
    schema, _, alone = name.rpartition(".")
    if schema and alone and schema != scope.project.schema:
        return f"{quote_identifier(schema)}.{quote_identifier(alone)}"
    schema = extension_schema(scope.project.extensions, "function", name)
    if schema:
        return f"{quote_identifier(schema)}.{quote_identifier(name)}"
    if name in BUILTIN_FUNCTIONS:
        return quote_identifier(name)
    report_unknown_function(scope, node.position, name, BUILTIN_FUNCTIONS)
    return ""


def is_surely_unknown(scope: Scope, name: str) -> bool:
    """Return whether an unqualified name that is not ours is nobody's function.

    It may be one of an extension whose functions are not known here.
    """
    extensions = scope.project.extensions
    return not (
        name in BUILTIN_FUNCTIONS
        or extension_schema(extensions, "function", name)
        or has_unlisted_functions(extensions)
    )


def report_unknown_function(
    scope: Scope,
    position: Position,
    name: str,
    likely: frozenset[str] = CALLED_FUNCTIONS,
) -> None:
    """Note that there is no function of that name.

    Args:
        scope: where the name stands.
        position: of the name.
        name: without a schema, or with that of the project.
        likely: PostgreSQL's functions that may be meant.
    """
    extension = extension_with("function", name)
    if extension:
        remedy = f"Add {extension} to the extensions of the project."
    else:
        near = find_nearest(name, scope.symbols.names("function"))
        near = near or find_nearest(name, _alike(name, likely))
        remedy = f"Write {near}." if near else ""
    report_unknown(scope, position, "function", name, remedy)


def _alike(name: str, among: frozenset[str]) -> frozenset[str]:
    """Return the functions that begin alike and are about as long.

    There are too many of them to compare a name with each.
    """
    return frozenset(
        known
        for known in among
        if known[:2] == name[:2] and abs(len(known) - len(name)) < _MAX_DIFFERENCE
    )
