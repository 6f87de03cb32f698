"""What stands in a schema and no object of the model can say."""

from collections.abc import Iterator

from compiler.introspect.facts import SchemaFacts
from compiler.model.unmodelled import Unmodelled


def build_unmodelled(facts: SchemaFacts) -> Iterator[Unmodelled]:
    """Yield what a schema has that the model cannot say."""
    for fact in facts.of("unmodelled"):
        yield Unmodelled(kind=fact["kind"], identity=fact["identity"])
