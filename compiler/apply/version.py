"""A change of one part, as the journal has it."""

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import Final

SHARED: Final = "(shared)"
"""What stands once, as a part; the parentheses keep it apart from every tenant's id."""


class Status(enum.StrEnum):
    """How far the change of a part came, as it is written down."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many versions of a part have come how far.

    Args:
        part: `SHARED`, or the id of a tenant.
        status: one of `Status`.
        versions: how many there are.
        seconds: that those of them that have ended took together.
    """

    part: str
    status: str
    versions: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A change of one part, as it was written down.

    Args:
        part: `SHARED`, or the id of a tenant.
        version: counted from 1.
        before: fingerprint of what was there.
        after: fingerprint of what the plan led to.
        status: one of `Status`.
        planned: how many steps the plan had.
        steps: number and seconds of each that is done.
        backfills: those that are not done, as JSON values.
        allowed: words of the hazards that were allowed.
        failure: what stopped it, by `words`, `sqlstate`, `statement` and `origin`.
        ended_at: nothing while it runs.
    """

    part: str
    version: int
    plan_hash: str
    before: str
    after: str
    status: str
    planned: int
    steps: list[dict[str, float]]
    backfills: list[object]
    allowed: list[str]
    failure: dict[str, str] | None
    tool_version: str
    started_by: str
    started_at: datetime
    ended_at: datetime | None

    def leads_to(self, state: str) -> bool:
        """Return whether the part is in a state since, given by its fingerprint."""
        return self.status == Status.DONE and self.after == state
