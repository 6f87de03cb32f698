"""Privileges, as the catalogs have them: one object for each role that holds some."""

from collections.abc import Iterator, Mapping
from typing import Final

from compiler.introspect.facts import SchemaFacts
from compiler.model.default_privileges import DefaultPrivileges, FutureObjects
from compiler.model.grant import (
    SchemaGrant,
    SequenceGrant,
    TableGrant,
    order_privileges,
)
from compiler.model.name import QualifiedName

_FUTURE: Final[Mapping[str, FutureObjects]] = {
    "r": "tables",
    "S": "sequences",
    "f": "functions",
    "T": "types",
    "n": "schemas",
}


def build_table_grants(facts: SchemaFacts) -> Iterator[TableGrant]:
    """Yield the privileges on tables and views of a schema, and on their columns."""
    for fact in facts.of("table_grant"):
        yield TableGrant(
            table=QualifiedName(fact["schema"], fact["table"]),
            privileges=order_privileges(fact["privileges"]),
            columns=(),
            roles=(fact["role"],),
            grantable=fact["grantable"],
        )
    for fact in facts.of("column_grant"):
        yield TableGrant(
            table=QualifiedName(fact["schema"], fact["table"]),
            privileges=order_privileges(fact["privileges"]),
            columns=tuple(sorted(fact["columns"])),
            roles=(fact["role"],),
            grantable=fact["grantable"],
        )


def build_sequence_grants(facts: SchemaFacts) -> Iterator[SequenceGrant]:
    """Yield the privileges on sequences of a schema."""
    for fact in facts.of("sequence_grant"):
        yield SequenceGrant(
            sequence=QualifiedName(fact["schema"], fact["sequence"]),
            privileges=order_privileges(fact["privileges"]),
            roles=(fact["role"],),
            grantable=fact["grantable"],
        )


def build_schema_grants(facts: SchemaFacts) -> Iterator[SchemaGrant]:
    """Yield the privileges in a schema."""
    for fact in facts.of("schema_grant"):
        yield SchemaGrant(
            schema=fact["schema"],
            privileges=order_privileges(fact["privileges"]),
            roles=(fact["role"],),
            grantable=fact["grantable"],
        )


def build_default_privileges(facts: SchemaFacts) -> Iterator[DefaultPrivileges]:
    """Yield what is said of privileges on what is still to be made in a schema."""
    for fact in facts.of("default_privileges"):
        yield DefaultPrivileges(
            for_role=fact["for_role"],
            schema=fact["schema"],
            objects=_FUTURE[fact["objects"]],
            revoke=fact["revoke"],
            privileges=order_privileges(fact["privileges"]),
            roles=(fact["role"],),
            grantable=fact["grantable"],
        )
