"""`rollback`: make tenants, or what stands once, what they were."""

from functools import partial
from pathlib import Path

import click

from compiler.cli.applied import exit_code_of, print_changed
from compiler.cli.changing import change_options, confirm_plan
from compiler.cli.options import (
    all_option,
    chosen_tenants,
    find_target,
    json_option,
    scratch_option,
    specs_option,
    target_options,
)
from compiler.cli.progress import open_progress
from compiler.cli.suggestions import suggest_names
from compiler.errors import UsageError

_REMINDER = "The specs ask for what they asked for: the next apply makes it again."


@click.command("rollback", short_help="Make tenants what they were before a change.")
@click.argument("tenants", nargs=-1, shell_complete=suggest_names("tenants"))
@all_option
@click.option("--shared", is_flag=True, help="What stands once, and no tenant.")
@click.option(
    "--to",
    type=click.IntRange(0),
    metavar="VERSION",
    help="The version to go back to; without it, the one before the last change.",
)
@specs_option
@target_options
@scratch_option
@change_options
@json_option
def rollback_command(  # noqa: PLR0913 - each is an option
    *,
    tenants: tuple[str, ...],
    every: bool,
    shared: bool,
    to: int | None,
    specs: Path,
    dsn: str | None,
    local: bool,
    scratch: str | None,
    allow: tuple[str, ...],
    yes: bool,
    jobs: int,
    fail_fast: bool,
    as_json: bool,
) -> int:
    """Make tenants, or what stands once, what they were before a change.

    The way back is made of what the journal says was there and what is there now; it is
    rehearsed, shown and asked about as by `tenantry apply`. What a change has dropped
    comes back empty, and what it has added goes with its rows: --allow data-loss.

    \b
    Examples:
      tenantry rollback hr --local
      tenantry rollback --all --to 3 --dsn postgresql://federation_migrator@db/platform
      tenantry rollback --shared --local --allow data-loss
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    chosen = _choose(tenants, every=every, shared=shared)
    target = find_target(dsn, local=local)
    with open_progress(as_json=as_json) as progress:
        confirm = None if yes else partial(confirm_plan, progress)
        result = api.rollback(
            specs,
            chosen,
            dsn=target,
            to=to,
            shared=shared,
            scratch=scratch,
            options=api.ApplyOptions(
                allow=allow, confirm=confirm, jobs=jobs, fail_fast=fail_fast
            ),
            progress=progress.tell,
        )
    print_changed(result, as_json=as_json)
    if result.applied is not None and result.applied.changed:
        click.echo(_REMINDER, err=True)
    return exit_code_of(result)


def _choose(tenants: tuple[str, ...], *, every: bool, shared: bool) -> tuple[str, ...]:
    """Return the tenants that are named; none where all are meant, or none is."""
    if not shared:
        return chosen_tenants(tenants, every=every)
    if tenants or every:
        raise UsageError(
            "tenants are named, and what stands once",
            help="Go back with the tenants first, then with --shared.",
        )
    return ()
