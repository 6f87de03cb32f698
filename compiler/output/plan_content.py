"""What a plan file says, as values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compiler.plan.address import Address
from compiler.plan.plan import Plan, PricedStep
from compiler.plan.request import Request
from compiler.plan.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePart:
    """What is done for one class of tenants, or for what stands once.

    Args:
        tenants: ids of those who are alike; none for what stands once.
        before: fingerprint of what is there.
        after: fingerprint of what is to be there.
        steps: for the sentinel tenant.
        back: steps that undo them, except for what is lost.
    """

    tenants: tuple[str, ...]
    before: str
    after: str
    steps: tuple[Step, ...]
    back: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFile:
    """What a plan file says.

    Args:
        tool: the version of Tenantry that made it.
        hazards: words that have to be allowed.
        lock_timeout_ms: how long a statement waits for a lock.
        origins: what things go by, to the place that asks for them.
        request: what is asked of the database, from which the plan can be made again.
    """

    tool: str
    address: Address
    hazards: tuple[str, ...]
    lock_timeout_ms: int
    parts: tuple[FilePart, ...]
    origins: Mapping[str, str]
    request: Request

    @property
    def owner(self) -> str:
        """The role that owns the platform."""
        return self.request.platform.owner


def describe_parts(
    plan: Plan, prints: Iterable[tuple[str, str]]
) -> tuple[FilePart, ...]:
    """Return the parts of a plan as a plan file has them.

    Args:
        plan: the plan.
        prints: fingerprint of what is there, and of what is to be, of each part.
    """
    return tuple(
        FilePart(
            tenants=part.tenants,
            before=before,
            after=after,
            steps=tuple(map(_bare, part.steps)),
            back=tuple(map(_bare, part.back)),
        )
        for part, (before, after) in zip(plan.parts, prints, strict=True)
    )


def _bare(step: PricedStep) -> Step:
    return Step(
        changes=tuple(priced.change for priced in step.changes),
        transactional=step.transactional,
    )
