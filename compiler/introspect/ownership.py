"""Owners of objects that are not the platform's, as the catalogs have them."""

from collections.abc import Iterator

from compiler.introspect.facts import SchemaFacts
from compiler.model.name import QualifiedName
from compiler.model.ownership import Ownership


def build_ownerships(facts: SchemaFacts) -> Iterator[Ownership]:
    """Yield which objects of a schema another role owns."""
    for fact in facts.of("ownership"):
        yield Ownership(
            kind=fact["kind"],
            name=QualifiedName(fact["schema"], fact["name"]),
            owner=fact["owner"],
        )
