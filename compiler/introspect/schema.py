"""Schemas, as the catalogs have them."""

from collections.abc import Iterator

from compiler.introspect.facts import SchemaFacts
from compiler.model.schema import Schema


def build_schemas(facts: SchemaFacts) -> Iterator[Schema]:
    """Yield the schema itself."""
    for fact in facts.of("schema"):
        yield Schema(
            name=fact["name"], owner=fact["owner"], description=fact["description"]
        )
