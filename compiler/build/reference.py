"""Names by which one spec refers to what another declares."""

from typing import Final

from compiler.build.scope import Scope, fill_name, shown
from compiler.diagnostics import Position
from compiler.document import Document, ScalarNode
from compiler.model.name import QualifiedName
from compiler.names import in_words
from compiler.spelling import find_nearest

_MAX_LISTED: Final = 12


def find_spec(scope: Scope, kind: str, node: ScalarNode) -> Document | None:
    """Return the spec that a node names, or nothing where it could not be read.

    That there is none is a finding.

    Args:
        scope: where the node stands.
        kind: of a spec that has no schema, such as `mixin`.
        node: its text is the name.
    """
    document = scope.symbols.find(kind, node.text)
    if document is None and not scope.symbols.is_broken(kind, node.text):
        report_unknown(scope, node.position, kind, node.text)
    return document


def find_qualified(scope: Scope, kind: str, node: ScalarNode) -> QualifiedName | None:
    """Return what a node names, with its schema, or nothing after a finding.

    Args:
        scope: where the node stands.
        kind: `table`, `function` or `type`.
        node: its text is the name, or the template of one.
    """
    name = fill_name(scope, node)
    found = scope.qualify(kind, name)
    if found is None:
        report_unknown(scope, node.position, kind, name)
    return found


def report_unknown(
    scope: Scope, position: Position, kind: str, name: str, remedy: str = ""
) -> None:
    """Note that there is nothing of that name.

    Args:
        scope: where the name stands.
        position: of the name.
        kind: of what it should be, as in `policy_type`.
        name: with its template filled in.
        remedy: what to do about it; empty where a spec of that kind is missing.
    """
    scope.findings.error(
        f"unknown-{kind.replace('_', '-')}",
        position,
        f'there is no {in_words(kind)} "{shown(name)}"',
        remedy or near_help(scope, kind, name),
    )


def near_help(scope: Scope, kind: str, name: str) -> str:
    """Return the help for a spec that is not there: the nearest one, or all of them."""
    near = find_nearest(name, scope.symbols.names(kind))
    if near:
        return f"Write {near}."
    word = in_words(kind)
    names = tuple(scope.symbols.by_kind.get(kind, {}))
    if 0 < len(names) <= _MAX_LISTED:
        return f"Add a spec of the {word}, or write one of {', '.join(names)}."
    return f"Add a spec of the {word}."
