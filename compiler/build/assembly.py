"""A catalog in the making: its objects, their origins, and what follows from them."""

import dataclasses
from collections.abc import Mapping

from compiler.document import Node, Origin
from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.ignored import Ignored
from compiler.model.name import QualifiedName
from compiler.model.rename import Rename
from compiler.model.value_source import ValueSource


@dataclasses.dataclass(frozen=True, slots=True)
class Part:
    """A part of an object, which a spec asks for in a place of its own.

    Args:
        owner: the object in whose statement it stands.
        kind: the key under which specs list such parts, as in `columns`.
    """

    owner: QualifiedName
    kind: str
    name: str


class Assembly:
    """Collects the objects of a catalog together with their origins."""

    def __init__(self) -> None:
        self._origins: dict[DatabaseObject, Origin] = {}
        self._parts: dict[Part, Origin] = {}
        self._renames: dict[Rename, Origin] = {}
        self._ignored: dict[Ignored, Origin] = {}
        self._value_sources: dict[ValueSource, Origin] = {}

    def add(self, item: DatabaseObject, origin: Node, name: Node | None = None) -> None:
        """Add an object that a node of a spec asks for.

        Args:
            item: the object.
            origin: the node.
            name: what names the object, where the node is another part of its spec.
        """
        self._origins.setdefault(item, _origin_of(origin, name))

    def add_part(self, part: Part, origin: Node) -> None:
        """Say which node of a spec asks for a part of an object."""
        self._parts.setdefault(part, _origin_of(origin))

    def add_rename(self, rename: Rename, origin: Node) -> None:
        """Add a rename that a node of a spec asks for."""
        self._renames.setdefault(rename, _origin_of(origin))

    def add_ignored(self, ignored: Ignored, origin: Node) -> None:
        """Add what a node of a spec has plans ignore."""
        self._ignored.setdefault(ignored, _origin_of(origin))

    def add_value_source(self, source: ValueSource, origin: Node) -> None:
        """Add where the values of rows that are there come from."""
        self._value_sources.setdefault(source, _origin_of(origin))

    def objects(self) -> tuple[DatabaseObject, ...]:
        """Return what was added, in order."""
        return tuple(self._origins)

    def origins(self) -> Mapping[DatabaseObject, Origin]:
        """Return each object with the place in the specs that asks for it."""
        return self._origins

    def parts(self) -> Mapping[Part, Origin]:
        """Return the parts of objects with the places that ask for them."""
        return self._parts

    def renames(self) -> Mapping[Rename, Origin]:
        """Return the renames with the places that ask for them."""
        return self._renames

    def ignored(self) -> Mapping[Ignored, Origin]:
        """Return what plans ignore with the places that ask for it."""
        return self._ignored

    def value_sources(self) -> Mapping[ValueSource, Origin]:
        """Return where values come from with the places that say so."""
        return self._value_sources

    def catalog(self) -> Catalog:
        """Return the objects as a catalog."""
        return Catalog(objects=self.objects())


def _origin_of(node: Node, name: Node | None = None) -> Origin:
    return Origin(
        position=node.position,
        pointer=node.pointer,
        name_position=(name or node).position,
    )
