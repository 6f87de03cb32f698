"""What a routine needs that only its body speaks of."""

from collections.abc import Iterator

from compiler.build.reference import report_unknown
from compiler.build.scope import Scope, fill_name
from compiler.document import MappingNode
from compiler.model.name import QualifiedName

_KINDS = ("table", "function", "type")


def build_dependencies(scope: Scope, root: MappingNode) -> tuple[QualifiedName, ...]:
    """Return what has to be there before the routine; what is not there is noted."""
    return tuple(_dependencies(scope, root))


def _dependencies(scope: Scope, root: MappingNode) -> Iterator[QualifiedName]:
    for node in root.scalars("depends_on"):
        name = fill_name(scope, node)
        found = [scope.qualify(kind, name) for kind in _KINDS]
        known = [each for each in found if each is not None]
        if known:
            yield known[0]
        else:
            report_unknown(
                scope,
                node.position,
                "dependency",
                name,
                "Write the name of a table, view, function or type of the project.",
            )
