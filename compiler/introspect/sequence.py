"""Sequences, as the catalogs have them."""

from collections.abc import Iterator

from compiler.introspect.facts import SchemaFacts
from compiler.model.name import QualifiedName
from compiler.model.sequence import Sequence, SequenceOwner


def build_sequences(facts: SchemaFacts) -> Iterator[Sequence | SequenceOwner]:
    """Yield the sequences of a schema, each with the column that owns it, if any."""
    for fact in facts.of("sequence"):
        name = QualifiedName(fact["schema"], fact["name"])
        yield Sequence(
            name=name,
            data_type=fact["type"],
            start=fact["start"],
            increment=fact["increment"],
            minimum=fact["minimum"],
            maximum=fact["maximum"],
            cache=fact["cache"],
            cycle=fact["cycle"],
            unlogged=fact["unlogged"],
            description=fact["description"],
        )
        owner = fact["owner"]
        if owner is not None:
            yield SequenceOwner(
                sequence=name,
                table=QualifiedName(owner["schema"], owner["table"]),
                column=owner["column"],
            )
