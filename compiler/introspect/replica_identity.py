"""Replica identities, as the catalogs have them."""

from collections.abc import Iterator, Mapping
from typing import Final, Literal

from compiler.introspect.facts import SchemaFacts
from compiler.model.name import QualifiedName
from compiler.model.replica_identity import ReplicaIdentity

_KINDS: Final[Mapping[str, Literal["full", "nothing", "index"]]] = {
    "f": "full",
    "n": "nothing",
    "i": "index",
}


def build_replica_identities(facts: SchemaFacts) -> Iterator[ReplicaIdentity]:
    """Yield the replica identities of a schema that are no primary keys."""
    for fact in facts.of("replica_identity"):
        yield ReplicaIdentity(
            table=QualifiedName(fact["schema"], fact["table"]),
            kind=_KINDS[fact["kind"]],
            index=fact["index"],
        )
