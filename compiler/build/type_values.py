"""The values that a type has: of a domain those of its base, of an enum its labels."""

import dataclasses
from typing import Final

from compiler.build.extensions import extension_schema
from compiler.build.scope import Scope
from compiler.build.value_type import can_equal, converts, fits_type
from compiler.syntax.constant import Constant
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.type_name import ParsedType, parse_type

_MAX_DOMAINS: Final = 20
"""Domains over domains; more are a circle, which others note."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TypeValues:
    """What is known of the values of a type.

    Args:
        kind: a type of PostgreSQL's own; nothing where it is none, or not known.
        labels: of an enumerated type of the project; none of every other type.
    """

    kind: ParsedType | None
    labels: tuple[str, ...]

    def take(self, value: Constant) -> bool:
        """Return whether a column of the type may hold a value."""
        if self.labels:
            return value is None or value in self.labels
        return self.kind is None or fits_type(value, self.kind)

    def take_as_default(self, value: Constant) -> bool:
        """Return whether a server takes a value for a default of the type."""
        if self.labels or self.kind is None:
            return self.take(value)
        return converts(value, self.kind)

    def equal(self, value: Constant) -> bool:
        """Return whether those of the type may be compared with a value."""
        if self.labels or self.kind is None:
            return self.take(value)
        return can_equal(value, self.kind)


_UNKNOWN: Final = TypeValues(kind=None, labels=())


def find_values(scope: Scope, type_text: str) -> TypeValues:
    """Return what is known of the values of a type; what is wrong others note.

    Args:
        scope: where the type is named.
        type_text: its name, as a spec or SQL has it.
    """
    for _ in range(_MAX_DOMAINS):
        try:
            parsed = parse_type(type_text)
        except SqlError:
            return _UNKNOWN
        schema = f"{parsed.schema}." if parsed.schema else ""
        own = scope.qualify("type", f"{schema}{parsed.name}")
        if own is None:
            return _of_postgres(scope, parsed)
        document = scope.find("type", own)
        if document is None or parsed.array_dims:
            return _UNKNOWN
        if "domain" not in document.root:
            labels = tuple(it.text for it in document.root.scalars("enum"))
            return TypeValues(kind=None, labels=labels)
        type_text = document.root.mapping("domain").text("base")
    return _UNKNOWN


def _of_postgres(scope: Scope, parsed: ParsedType) -> TypeValues:
    of_extension = extension_schema(scope.project.extensions, "type", parsed.name)
    if parsed.schema != "pg_catalog" and (parsed.schema or of_extension):
        return _UNKNOWN
    return TypeValues(kind=parsed, labels=())
