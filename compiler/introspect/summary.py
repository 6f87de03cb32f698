"""How much stands in a schema."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaSummary:
    """How much stands in a schema.

    Args:
        tables: without their partitions.
        policies: of tables, not of partitions; so are `indexes`.
    """

    schema: str
    tables: int
    partitions: int
    policies: int
    indexes: int
