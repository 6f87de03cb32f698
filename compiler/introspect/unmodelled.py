"""What stands in a schema and no object of the model can say."""

from collections.abc import Iterator
from dataclasses import dataclass

from compiler.introspect.facts import SchemaFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmodelled:
    """An object, or a trait of one, that the model has no word for.

    Args:
        kind: in words: `operator`, `leakproof function`.
        identity: the object by its name, as `pg_identify_object` writes it.
    """

    kind: str
    identity: str


def build_unmodelled(facts: SchemaFacts) -> Iterator[Unmodelled]:
    """Yield what a schema has that the model cannot say."""
    for fact in facts.of("unmodelled"):
        yield Unmodelled(kind=fact["kind"], identity=fact["identity"])
