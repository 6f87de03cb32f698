"""What commands have in common that change a database: options, and the question."""

import sys
from collections.abc import Callable
from typing import Any

import click

from compiler.api.results import Planned
from compiler.cli.progress import Reporter
from compiler.errors import Refused


def change_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say what is allowed, and how it is done."""
    for option in (
        click.option(
            "--fail-fast",
            is_flag=True,
            help="Begin no other tenant once one has failed.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(1, 64),
            default=4,
            show_default=True,
            help="How many tenants are changed side by side.",
        ),
        click.option("--yes", is_flag=True, help="Do not ask."),
        click.option(
            "--allow",
            multiple=True,
            metavar="HAZARD",
            help="A hazard that the plan may have, as in --allow data-loss; may be "
            "repeated.",
        ),
    ):
        command = option(command)
    return command


def confirm_plan(progress: Reporter, planned: Planned) -> bool:
    """Show a plan, and return whether somebody wants it.

    Raises:
        Refused: there is nobody to be asked.
    """
    from compiler.cli.planning import print_plan

    progress.pause()
    if planned.plan is not None and planned.labels is not None:
        print_plan(planned.plan, planned.labels, to_stderr=True)
    if not sys.stdin.isatty():
        raise Refused(
            "nobody is here to be asked whether to apply it",
            help="Write --yes, or run it in a terminal.",
        )
    return click.confirm("Apply it?", err=True)
