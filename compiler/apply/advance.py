"""How far the change of each part has come, and what it starts from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from compiler.apply.applied import Failure, Outcome, PartResult
from compiler.apply.course import Course, chart_course, go_on
from compiler.apply.journal import left_backfills
from compiler.apply.runner import Task
from compiler.apply.time_partitions import find_families, find_procedures
from compiler.apply.version import SHARED, Version
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.names import SENTINEL_TENANT
from compiler.plan.part import Part
from compiler.plan.plan import PartPlan


@dataclass(slots=True, kw_only=True)
class Advance:
    """How far the change of a part has come.

    Args:
        task: what is to be done.
        before: fingerprint of what was there.
        after: fingerprint of what is to be there.
        created: whether nothing of it was there before.
        version: that it has, or comes to; nought where nothing was ever written down.
        took: seconds of each step that is done.
    """

    task: Task
    before: str
    after: str
    created: bool
    version: int
    took: list[float] = field(default_factory=list)
    seconds: float = 0.0
    partitions: int = 0
    outcome: Outcome = Outcome.NOT_STARTED
    failure: Failure | None = None

    @property
    def done(self) -> int:
        """How many steps are done."""
        return len(self.took)

    @property
    def planned(self) -> int:
        """How many steps there are."""
        return len(self.task.course.steps)

    def result(self) -> PartResult:
        """Return what came of it."""
        return PartResult(
            part=self.task.part,
            version=self.version,
            outcome=self.outcome,
            planned=self.planned,
            done=self.done,
            seconds=round(self.seconds, 3),
            created=self.created,
            partitions=self.partitions,
            failure=self.failure,
        )


def find_advances(
    part: Part,
    plan: PartPlan,
    prints: tuple[str, str],
    latest: Mapping[str, Version],
    owner: str,
) -> Iterator[Advance]:
    """Yield what is to be done for each tenant of a class, or for what stands once.

    Args:
        part: as it is, and is to be.
        plan: what makes the one the other.
        prints: fingerprint of what is there, and of what is to be.
        latest: the version that each part has come to.
        owner: the role that owns the platform.
    """
    course = chart_course(plan.steps, owner)
    families = find_families(part)
    created = not any(isinstance(each, Schema) for each in part.actual)
    for tenant in part.tenants or ("",):
        known = latest.get(tenant or SHARED)
        yield Advance(
            task=Task(
                part=tenant or SHARED,
                tenant=tenant,
                course=_resumed(course, part, known, owner),
                version=None,
                opening=(),
                schemas=tuple(_schemas(part, tenant)),
                routine_owners=tuple(dict.fromkeys(_owners(part, tenant, owner))),
                families=families,
                procedures=tuple(find_procedures(part, tenant)),
            ),
            before=prints[0],
            after=prints[1],
            created=created,
            version=known.version if known else 0,
        )


def _resumed(course: Course, part: Part, known: Version | None, owner: str) -> Course:
    if known is None or not known.backfills:
        return course
    return go_on(course, part.wanted.spelled, left_backfills(known), owner)


def _schemas(part: Part, tenant: str) -> Iterator[str]:
    for each in part.wanted.spelled:
        if isinstance(each, Schema):
            yield each.name.replace(SENTINEL_TENANT, tenant)


def _owners(part: Part, tenant: str, owner: str) -> Iterator[str]:
    for each in part.wanted.spelled:
        if isinstance(each, Routine) and each.owner != owner:
            yield each.owner.replace(SENTINEL_TENANT, tenant)
