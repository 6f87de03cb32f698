"""Enumerated types."""

import dataclasses

from compiler.model.name import QualifiedName


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EnumType:
    """An enumerated type with its labels in sort order."""

    name: QualifiedName
    labels: tuple[str, ...]
    description: str
