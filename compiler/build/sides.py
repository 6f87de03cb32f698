"""The two catalogs in the making: what stands once, and what every tenant has."""

import dataclasses
from collections.abc import Iterator

from compiler.build.assembly import Assembly
from compiler.build.scope import Scope, parse_name
from compiler.document import Document


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two catalogs in the making, and what names mean there."""

    scope: Scope
    assembly: Assembly


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The shared catalog and the tenants' blueprint."""

    shared: Side
    tenant: Side

    def of(self, document: Document) -> tuple[Side, str]:
        """Return the side on which a spec's object stands, and its schema."""
        schema = document.root.scalar("schema")
        if schema is None:
            return self.tenant, self.tenant.scope.schema
        return self.shared, parse_name(self.shared.scope, schema)

    def specs(self, *kinds: str) -> Iterator[Document]:
        """Yield the specs of some kinds, kind by kind."""
        for kind in kinds:
            yield from self.shared.scope.symbols.of_kind(kind)
