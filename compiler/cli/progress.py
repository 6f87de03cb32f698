"""What is said on stderr while a platform is changed."""

import contextlib
import json
import sys
import time
from collections.abc import Iterator
from typing import Protocol

import click

from compiler.apply.progress import ProgressEvent, Stage

_WORDS = {
    Stage.COMPILE: "compiling the specs",
    Stage.SERVER: "starting PostgreSQL",
    Stage.WAIT: "waiting for another run to end",
    Stage.PLAN: "planning",
    Stage.SHARED: "what stands once is done",
    Stage.TENANT: "done",
    Stage.STEP: "step",
    Stage.PARTITIONS: "partitions of the time to come are there:",
    Stage.ISOLATION: "trying the isolation of",
    Stage.DROP: "dropping",
}


class Reporter(Protocol):
    """Says how far a run has come."""

    def tell(self, event: ProgressEvent) -> None:
        """Say that something begins, or has come further."""

    def pause(self) -> None:
        """Leave the line to somebody else for a while."""


@contextlib.contextmanager
def open_progress(*, as_json: bool = False) -> Iterator[Reporter]:
    """Say how far a run has come while the context lasts.

    Args:
        as_json: as one JSON value a line on stdout; else in words on stderr.
    """
    reporter: Reporter
    if as_json:
        reporter = _Lines()
    elif sys.stderr.isatty():
        reporter = _Line()
    else:
        reporter = _Words()
    try:
        yield reporter
    finally:
        reporter.pause()


class _Words:
    """Says it in a line for each step that begins or is done."""

    def tell(self, event: ProgressEvent) -> None:
        """Print the line."""
        if event.stage is not Stage.STEP:
            click.echo(f"  {_describe(event)}", err=True)

    def pause(self) -> None:
        """Do nothing: every line has its end."""


class _Lines:
    """Says it as JSON."""

    def tell(self, event: ProgressEvent) -> None:
        """Print the line."""
        content = {
            "event": str(event.stage),
            "subject": event.subject,
            "number": event.number,
            "total": event.total,
            "step": event.step,
            "steps": event.steps,
        }
        # One for each step of each tenant: `click.echo` takes longer than the step.
        sys.stdout.write(f"{json.dumps(content, ensure_ascii=False)}\n")
        sys.stdout.flush()

    def pause(self) -> None:
        """Do nothing: every line has its end."""


class _Line:
    """Says it in one line of a terminal, with the time that is gone and is left."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._of_tenants = 0.0

    def tell(self, event: ProgressEvent) -> None:
        """Put the line in place of the one before."""
        now = time.monotonic()
        text = f"  {_describe(event)}  {now - self._started:.0f} s"
        if event.stage is Stage.TENANT and event.total > event.number:
            self._of_tenants = self._of_tenants or now
            left = (
                (now - self._of_tenants) / event.number * (event.total - event.number)
            )
            text += f", about {left:.0f} s left"
        click.echo(f"\r\033[K{text}", nl=False, err=True)

    def pause(self) -> None:
        """Clear the line."""
        click.echo("\r\033[K", nl=False, err=True)


def _describe(event: ProgressEvent) -> str:
    words = _WORDS[event.stage]
    match event.stage:
        case Stage.STEP:
            subject = event.subject or "what stands once"
            return f"{subject}: step {event.step} of {event.steps}"
        case Stage.DROP:
            return f"{words} {event.subject}: piece {event.step} is gone"
        case Stage.TENANT:
            return f"{event.number} of {event.total} tenants done: {event.subject}"
        case _:
            count = f" ({event.number}/{event.total})" if event.total > 1 else ""
            subject = f" {event.subject}" if event.subject else ""
            return f"{words}{subject}{count}"
