"""What was tried, and how it came out."""

import enum
from dataclasses import dataclass


class Outcome(enum.StrEnum):
    """How a trial came out; what was not tried proves nothing."""

    HELD = "held"
    FAILED = "failed"
    NOT_TRIED = "not tried"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A promise about one tenant, and whether it holds.

    Args:
        name: kebab-case.
        tenant: its id.
        detail: what was tried and what came of it, or why it was not tried.
    """

    name: str
    tenant: str
    outcome: Outcome
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IsolationReport:
    """All facts, tenant by tenant."""

    facts: tuple[Fact, ...]

    @property
    def failed(self) -> tuple[Fact, ...]:
        """The promises that are broken."""
        return self._with(Outcome.FAILED)

    @property
    def not_tried(self) -> tuple[Fact, ...]:
        """The promises that could not be tried."""
        return self._with(Outcome.NOT_TRIED)

    def _with(self, outcome: Outcome) -> tuple[Fact, ...]:
        return tuple(fact for fact in self.facts if fact.outcome is outcome)
