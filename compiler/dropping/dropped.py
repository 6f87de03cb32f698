"""What came of dropping a tenant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What there was of a tenant, and is no more.

    Args:
        schema: empty where there was none.
        objects: how many were dropped one by one.
        roles: that were dropped.
        records: rows of the control plane that went.
    """

    schema: str
    objects: int
    roles: tuple[str, ...]
    records: int
