"""The types of columns and arguments: looked up, and qualified where they are ours."""

from typing import Final

from compiler.build.extensions import extension_schema, extension_with
from compiler.build.reference import report_unknown
from compiler.build.scope import Scope, fill_name, shown
from compiler.document import ScalarNode
from compiler.spelling import find_nearest
from compiler.syntax.builtin_types import (
    BUILTIN_TYPES,
    OTHER_WORDS,
    WRITTEN_TYPES,
)
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.quote import quote_identifier
from compiler.syntax.type_name import ParsedType, parse_type

_SERIAL: Final = {
    "serial": "integer",
    "serial2": "smallint",
    "serial4": "integer",
    "serial8": "bigint",
    "bigserial": "bigint",
    "smallserial": "smallint",
}
"""Words that `CREATE TABLE` takes in the place of a type, with the type behind them."""

_WORDS: Final = WRITTEN_TYPES.union(OTHER_WORDS)


def build_type(
    scope: Scope,
    node: ScalarNode,
    *,
    pseudo_types: frozenset[str] = frozenset(),
    skip: int = 0,
) -> str:
    """Return the type as SQL writes it, or an empty text after a finding.

    Types of the project come first, then those of its extensions, then PostgreSQL's.

    Args:
        scope: where the type is named.
        node: its text is the name, or the template of one.
        pseudo_types: names that no column could have as its type, and that may stand
            here.
        skip: how many characters stand in front of the name.
    """
    text = fill_name(scope, node)[skip:]
    known = scope.types.get((scope.schema, text))
    if known:
        return known
    try:
        parsed = parse_type(text)
    except SqlError as problem:
        offset = problem.offset + skip if text == node.text[skip:] else 0
        scope.findings.error(
            "invalid-type",
            scope.position_in(node, offset),
            f'"{shown(text)}" is not written as a type: {shown(problem.message)}',
            'Write a type of PostgreSQL, such as text or "numeric(10,2)".',
        )
        return ""
    if parsed.schema:
        whole = f"{parsed.schema}.{parsed.name}"
        if parsed.schema == scope.project.schema and not scope.qualify("type", whole):
            _unknown_type(scope, node, whole)
        return _qualified(parsed, parsed.schema)
    found = _find_type(scope, parsed)
    if found:
        scope.types[scope.schema, text] = found
    elif parsed.name in pseudo_types:
        return parsed.sql
    else:
        _unknown_type(scope, node, parsed.name)
    return found


def _find_type(scope: Scope, parsed: ParsedType) -> str:
    """Return a type without a schema as SQL writes it; empty if it is not known."""
    own = scope.qualify("type", parsed.name)
    if own is not None:
        return _qualified(parsed, own.schema)
    schema = extension_schema(scope.project.extensions, "type", parsed.name)
    if schema:
        return _qualified(parsed, schema)
    return parsed.sql if parsed.name in BUILTIN_TYPES else ""


def _qualified(parsed: ParsedType, schema: str) -> str:
    modifiers = f"({parsed.modifiers})" if parsed.modifiers else ""
    return (
        f"{quote_identifier(schema)}.{quote_identifier(parsed.name)}{modifiers}"
        + "[]" * parsed.array_dims
    )


def _unknown_type(scope: Scope, node: ScalarNode, name: str) -> None:
    if name in _SERIAL:
        scope.findings.error(
            "serial-type",
            node.position,
            f"{name} is no type: it makes a sequence that no spec declares",
            f"Write `type: {_SERIAL[name]}` and `identity: always`.",
        )
        return
    extension = extension_with("type", name)
    near = find_nearest(name, _WORDS)
    near = OTHER_WORDS.get(near, near)
    remedy = ""
    if extension:
        remedy = f"Add {extension} to the extensions of the project."
    elif near:
        remedy = f"Write {near}."
    report_unknown(scope, node.position, "type", name, remedy)
