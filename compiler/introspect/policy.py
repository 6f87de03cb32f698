"""Policies and row-level security, as the catalogs have them."""

from collections.abc import Iterator, Mapping
from typing import Final

from compiler.introspect.facts import SchemaFacts
from compiler.model.name import QualifiedName
from compiler.model.policy import Command, Policy, RowSecurity

_COMMANDS: Final[Mapping[str, Command]] = {
    "*": "all",
    "r": "select",
    "a": "insert",
    "w": "update",
    "d": "delete",
}


def build_policies(facts: SchemaFacts) -> Iterator[Policy]:
    """Yield the policies of a schema."""
    for fact in facts.of("policy"):
        yield Policy(
            table=QualifiedName(fact["schema"], fact["table"]),
            name=fact["name"],
            permissive=fact["permissive"],
            command=_COMMANDS[fact["command"]],
            roles=tuple(fact["roles"]),
            using=fact["using"],
            with_check=fact["with_check"],
            description=fact["description"],
        )


def build_row_security(facts: SchemaFacts) -> Iterator[RowSecurity]:
    """Yield the row-level security of the tables of a schema that have any."""
    for fact in facts.of("row_security"):
        yield RowSecurity(
            table=QualifiedName(fact["schema"], fact["table"]),
            family=QualifiedName(fact["family_schema"], fact["family"]),
            enabled=fact["enabled"],
            forced=fact["forced"],
        )
