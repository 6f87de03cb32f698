"""What a caller is told while a platform is changed."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


class Stage(enum.StrEnum):
    """What is being done."""

    COMPILE = "compile"
    SERVER = "server"
    WAIT = "wait"
    PLAN = "plan"
    SHARED = "shared"
    TENANT = "tenant"
    STEP = "step"
    PARTITIONS = "partitions"
    ISOLATION = "isolation"
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEvent:
    """Something begins, or has come further.

    Args:
        subject: what it is about: a tenant's id, or empty.
        number: of the subject within its stage, counted from 1; of tenants that are
            changed side by side, how many are done.
        total: how many subjects the stage has.
        step: how many steps of the subject are done.
        steps: how many it has; nought where nobody counts them.
    """

    stage: Stage
    subject: str
    number: int
    total: int
    step: int
    steps: int


Progress: TypeAlias = Callable[[ProgressEvent], None]


def silent(event: ProgressEvent) -> None:
    """Tell nobody."""
    del event


def tell(
    progress: Progress, stage: Stage, subject: str = "", number: int = 1, total: int = 1
) -> None:
    """Tell that something begins."""
    progress(
        ProgressEvent(
            stage=stage, subject=subject, number=number, total=total, step=0, steps=0
        )
    )
