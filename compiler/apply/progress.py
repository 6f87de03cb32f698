"""What a caller is told while an installation goes on."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias


class Stage(enum.StrEnum):
    """What an installation is doing."""

    COMPILE = "compile"
    SERVER = "server"
    WAIT = "wait"
    ROLES = "roles"
    SHARED = "shared"
    TENANT = "tenant"
    PARTITIONS = "partitions"
    ISOLATION = "isolation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEvent:
    """A step begins.

    Args:
        subject: what it is about: a tenant's id, or empty.
        number: of the step within its stage, counted from 1.
        total: how many steps the stage has.
    """

    stage: Stage
    subject: str
    number: int
    total: int


Progress: TypeAlias = Callable[[ProgressEvent], None]


def silent(event: ProgressEvent) -> None:
    """Tell nobody."""
    del event


def tell(
    progress: Progress, stage: Stage, subject: str = "", number: int = 1, total: int = 1
) -> None:
    """Tell that a step begins."""
    progress(ProgressEvent(stage=stage, subject=subject, number=number, total=total))
