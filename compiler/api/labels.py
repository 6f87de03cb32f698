"""What a project calls things, and which place in its specs asks for each."""

from collections.abc import Mapping

from compiler.build.blueprint import Blueprint
from compiler.document import Origin
from compiler.model.attachment import Anchor, anchor_of, find_anchors
from compiler.model.identity import Identity, identify
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.review.labels import Labels


def label_things(
    blueprint: Blueprint, shipped: frozenset[str], prefix: str = ""
) -> Labels:
    """Return what a project calls things.

    Args:
        blueprint: what its specs ask for.
        shipped: the files that the package brings.
        prefix: of the files, not to be shown.
    """
    places = _Places(blueprint)

    def origin(thing: Thing) -> str:
        """Return the place that asks for a thing, or for what it hangs on."""
        found = places.find(thing)
        if found is None:
            return ""
        file = found.position.file.removeprefix(prefix)
        return f"{file}:{found.position.line}"

    def is_shipped(thing: Thing) -> bool:
        """Return whether the package asks for a thing."""
        found = places.find(thing)
        return found is not None and found.position.file in shipped

    return Labels(
        called=blueprint.project.called,
        owner=blueprint.project.owner,
        origin=origin,
        is_shipped=is_shipped,
    )


class _Places:
    """Where things are asked for, looked up by what they go by."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._by_identity: Mapping[Identity, Origin] = {
            identify(item): origin for item, origin in blueprint.origins.items()
        }
        self._by_anchor: Mapping[Anchor, Origin] = {
            anchor: origin
            for item, origin in blueprint.origins.items()
            if (anchor := anchor_of(item)) is not None
        }
        self._parts = {
            (part.owner, part.name): origin for part, origin in blueprint.parts.items()
        }

    def find(self, thing: Thing) -> Origin | None:
        """Return the place that asks for a thing; nothing where none does."""
        if isinstance(thing, TableColumn):
            found = self._parts.get((thing.table, thing.column.name))
        elif isinstance(thing, TableConstraint):
            found = self._parts.get((thing.table, thing.constraint.name))
        else:
            found = self._by_identity.get(identify(thing))
        anchors = (self._by_anchor.get(anchor) for anchor in find_anchors(thing))
        return found or next((each for each in anchors if each is not None), None)
