"""Who owns an object, where that is not the role that owns the platform."""

import dataclasses
from typing import Literal, TypeAlias

from compiler.model.name import QualifiedName

OwnedKind: TypeAlias = Literal[
    "table", "view", "materialized view", "sequence", "type", "domain", "statistics"
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """The owner of an object that does not say so itself.

    No spec asks for one: what is not said to be somebody's is the platform owner's.
    Schemas, routines and aggregates have an owner of their own.

    Args:
        kind: what SQL calls the object.
    """

    kind: OwnedKind
    name: QualifiedName
    owner: str
