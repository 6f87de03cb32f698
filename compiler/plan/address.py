"""The database that a plan is made for."""

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
