"""Schemas."""

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A PostgreSQL schema, owned by `owner`."""

    name: str
    owner: str
    description: str
