"""Composite types."""

import dataclasses

from compiler.model.name import QualifiedName


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """An attribute of a composite type.

    Args:
        type_sql: its type, as SQL writes it.
        collation: as SQL writes it; empty for the type's own.
    """

    name: str
    type_sql: str
    collation: str
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CompositeType:
    """A composite type with its attributes in order."""

    name: QualifiedName
    attributes: tuple[Attribute, ...]
    description: str
