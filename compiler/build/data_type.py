"""The types of columns and arguments: looked up, and qualified where they are ours."""

from compiler.build.extensions import extension_schema, extension_with
from compiler.build.reference import report_unknown
from compiler.build.scope import Scope, fill_name, shown
from compiler.document import ScalarNode
from compiler.spelling import find_nearest
from compiler.syntax.builtin_types import BUILTIN_TYPES
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.quote import quote_identifier
from compiler.syntax.type_name import ParsedType, parse_type


def build_type(scope: Scope, node: ScalarNode) -> str:
    """Return the type as SQL writes it, or an empty text after a finding.

    Types of the project come first, then those of its extensions, then PostgreSQL's.
    """
    text = fill_name(scope, node)
    try:
        parsed = parse_type(text)
    except SqlError as problem:
        scope.findings.error(
            "invalid-type",
            scope.position_in(node, problem.offset if text == node.text else 0),
            f'"{shown(text)}" is not written as a type: {shown(problem.message)}',
            'Write a type of PostgreSQL, such as text or "numeric(10,2)".',
        )
        return ""
    if parsed.schema:
        whole = f"{parsed.schema}.{parsed.name}"
        if parsed.schema == scope.project.schema and not scope.qualify("type", whole):
            _unknown_type(scope, node, whole)
        return _qualified(parsed, parsed.schema)
    own = scope.qualify("type", parsed.name)
    if own is not None:
        return _qualified(parsed, own.schema)
    schema = extension_schema(scope.project.extensions, "type", parsed.name)
    if schema:
        return _qualified(parsed, schema)
    if parsed.name in BUILTIN_TYPES:
        return parsed.sql
    _unknown_type(scope, node, parsed.name)
    return ""


def _qualified(parsed: ParsedType, schema: str) -> str:
    modifiers = f"({parsed.modifiers})" if parsed.modifiers else ""
    return (
        f"{quote_identifier(schema)}.{quote_identifier(parsed.name)}{modifiers}"
        + "[]" * parsed.array_dims
    )


def _unknown_type(scope: Scope, node: ScalarNode, name: str) -> None:
    extension = extension_with("type", name)
    near = find_nearest(name, BUILTIN_TYPES)
    remedy = ""
    if extension:
        remedy = f"Add {extension} to the extensions of the project."
    elif near:
        remedy = f"Write {near}."
    report_unknown(scope, node.position, "type", name, remedy)
