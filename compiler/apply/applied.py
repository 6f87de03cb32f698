"""What came of applying a plan."""

import enum
from dataclasses import dataclass


class Outcome(enum.StrEnum):
    """How far the change of a part came."""

    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    NOT_STARTED = "not started"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What stopped the change of a part.

    Args:
        words: what happened, in one or more lines.
        help: the remedy.
        sqlstate: PostgreSQL's code; empty where the server said none.
        statement: that failed; empty as above.
        origin: `file:line` that asked for it; empty where it is not known.
    """

    words: str
    help: str
    sqlstate: str
    statement: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartResult:
    """What came of the change of one part.

    Args:
        part: `(shared)`, or the id of a tenant.
        version: that it has now, or would have; nought where nothing was to be done.
        planned: how many steps there were.
        done: how many of them are done.
        seconds: that they took.
        created: whether nothing of it was there before.
        partitions: how many partitions were made for the time to come.
        failure: nothing where all went well.
    """

    part: str
    version: int
    outcome: Outcome
    planned: int
    done: int
    seconds: float
    created: bool
    partitions: int = 0
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What came of applying a plan.

    Args:
        parts: what stands once first, then the tenants in the order of the specs.
        registered: how many rows of the control plane were added or changed.
        resumed: parts whose change somebody had broken off.
        interrupted: whether somebody has asked for an end.
        notes: what somebody ought to know, each a sentence.
    """

    parts: tuple[PartResult, ...]
    registered: int
    resumed: tuple[str, ...]
    interrupted: bool
    notes: tuple[str, ...]

    @property
    def failed(self) -> tuple[PartResult, ...]:
        """What did not come to its end."""
        return tuple(each for each in self.parts if each.outcome is not Outcome.DONE)

    @property
    def changed(self) -> bool:
        """Whether anything was done."""
        return bool(
            self.registered or any(each.done or each.partitions for each in self.parts)
        )
