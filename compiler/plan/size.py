"""How large the tables are that a plan keeps others from, by which hazards weigh."""

from dataclasses import dataclass
from typing import Final

from compiler.plan.hazard import Hazard

BY_SIZE: Final = frozenset(
    {Hazard.REWRITE, Hazard.LONG_LOCK, Hazard.FULL_SCAN, Hazard.INDEX_BUILD}
    | {Hazard.DATA_LOSS}
)
"""Hazards that weigh more, the larger the table is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The size of a table, its partitions, indexes and large values included.

    Args:
        rows: as PostgreSQL estimates them; -1 where it never counted.
        total_bytes: that it takes on disk.
        tenant: whose is the largest; empty for what stands once.
    """

    rows: int
    total_bytes: int
    tenant: str
