"""Operator classes, by name: PostgreSQL's own, and those of extensions."""

from compiler.build.extensions import extension_schema, extension_with
from compiler.build.reference import report_unknown
from compiler.build.scope import Scope
from compiler.document import ScalarNode
from compiler.spelling import find_nearest
from compiler.syntax.builtin_operator_classes import OPERATOR_CLASSES
from compiler.syntax.quote import quote_identifier


def build_operator_class(scope: Scope, node: ScalarNode) -> str:
    """Return the operator class as SQL writes it, or an empty text after a finding."""
    schema, _, name = node.text.rpartition(".")
    if not name:
        _unknown_operator_class(scope, node)
        return ""
    if not schema:
        extensions = scope.project.extensions
        schema = extension_schema(extensions, "operator_class", name)
        if not schema and name not in OPERATOR_CLASSES:
            _unknown_operator_class(scope, node)
    quoted = quote_identifier(name)
    return f"{quote_identifier(schema)}.{quoted}" if schema else quoted


def _unknown_operator_class(scope: Scope, node: ScalarNode) -> None:
    extension = extension_with("operator_class", node.text)
    near = find_nearest(node.text, OPERATOR_CLASSES)
    if extension:
        remedy = f"Add {extension} to the extensions of the project."
    elif near:
        remedy = f"Write {near}."
    else:
        remedy = "Write it with the schema of the extension that has it."
    report_unknown(scope, node.position, "operator_class", node.text, remedy)
