"""The database that a plan is made for, and what of it counts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A database, as no other one can be taken for it.

    Args:
        system: PostgreSQL's identifier of the data directory.
        database: its name.
        version: major version of the server.
    """

    system: str
    database: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What of a database a plan depends on.

    Args:
        schemas: those that specs make; an empty name stands for what is in none.
        roles: those that specs make.
        owner: the role that owns the platform.
        pattern: a regular expression of what tenants' schemas are called.
    """

    schemas: tuple[str, ...]
    roles: tuple[str, ...]
    owner: str
    pattern: str
