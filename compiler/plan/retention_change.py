"""That a table keeps its rows for another time than before."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionChange:
    """A table that keeps its rows for another time than before.

    Args:
        before: as `90 days`; empty where they were kept for ever, and so is `after`.
        longer: whether rows live longer now.
    """

    table: str
    before: str
    after: str
    longer: bool
