"""Qualified names, and the SQL in which they are written."""

import dataclasses

from compiler.syntax.quote import quote_identifier


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class QualifiedName:
    """The name of an object in a schema."""

    schema: str
    name: str

    @property
    def sql(self) -> str:
        """The name as SQL writes it, quoted where it has to be."""
        return f"{quote_identifier(self.schema)}.{quote_identifier(self.name)}"
