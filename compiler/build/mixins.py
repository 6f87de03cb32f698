"""Which mixins a table takes over: those it names, and those that they name."""

import dataclasses
from collections.abc import Iterable

from compiler.build.reference import find_spec
from compiler.build.scope import Scope, parse_name
from compiler.document import Document, MappingNode, ScalarNode


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mixins:
    """The mixins of a table, each once.

    Args:
        first: the project's defaults, whose columns stand before the table's own.
        last: those that the table names, whose columns stand behind them.
        complete: whether all of them could be read.
    """

    first: tuple[MappingNode, ...]
    last: tuple[MappingNode, ...]
    complete: bool


def find_mixins(scope: Scope, root: MappingNode, *, wants_tenant: bool) -> Mixins:
    """Return the mixins of a table.

    Args:
        scope: of the schema in which the table stands.
        root: its spec.
        wants_tenant: whether it has the tenant column; without it, a default mixin
            that brings it is left out.
    """
    defaults = scope.project.default_mixins if scope.schema else ()
    poured = _Pouring(scope)
    poured.pour(defaults)
    first = tuple(
        document.root
        for document in poured.found.values()
        if wants_tenant or not _carries_tenant_column(scope, document.root)
    )
    count = len(poured.found)
    poured.pour(root.scalars("mixins"))
    documents = tuple(poured.found.values())
    return Mixins(
        first=first,
        last=tuple(document.root for document in documents[count:]),
        complete=poured.complete,
    )


def check_mixins(scope: Scope, mixins: Iterable[Document]) -> None:
    """Note where a mixin names one that is not there, or comes back to itself."""
    pouring = _Pouring(scope)
    for document in mixins:
        pouring.pour(document.root.scalars("mixin"))


class _Pouring:
    """Gathers mixins, each behind those that it names.

    The way down is kept by hand: mixins may name one another in a chain that is longer
    than Python lets functions call one another.
    """

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.found: dict[str, Document] = {}
        self.complete = True
        self._read: dict[str, Document] = {}

    def pour(self, nodes: Iterable[ScalarNode]) -> None:
        """Add the mixins that the nodes name."""
        way = {"": iter(nodes)}
        while way:
            name, rest = next(reversed(way.items()))
            node = next(rest, None)
            if node is None:
                way.pop(name)
                if name:
                    self.found[name] = self._read[name]
            elif node.text in way:
                self._report_circle(node, tuple(way))
            elif node.text not in self.found:
                mixin = find_spec(self._scope, "mixin", node)
                if mixin is None:
                    self.complete = False
                else:
                    self._read[node.text] = mixin
                    way[node.text] = iter(mixin.root.scalars("mixins"))

    def _report_circle(self, node: ScalarNode, way: tuple[str, ...]) -> None:
        circle = way[way.index(node.text) :]
        self._scope.findings.error(
            "cyclic-mixins",
            node.position,
            f"the mixin {node.text} takes over itself: "
            + " → ".join((*circle, node.text)),
            "Remove the mixin here, or in one of the others.",
        )


def _carries_tenant_column(scope: Scope, mixin: MappingNode) -> bool:
    return any(
        parse_name(scope, key) == scope.project.tenant_column
        for key, _ in mixin.mapping("columns")
    )
