"""`apply`: change a database into what the specs ask for."""

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


@click.command("apply", short_help="Change a database into what the specs ask for.")
@click.argument(
    "what",
    nargs=-1,
    metavar="[PLAN|TENANT…]",
    shell_complete=suggest_names("tenants"),
)
@all_option
@specs_option
@target_options
@scratch_option
@change_options
@click.option(
    "--expect", default="", metavar="HASH", help="Refuse any plan but the one with it."
)
@json_option
def apply_command(  # noqa: PLR0913 - each is an option
    *,
    what: tuple[str, ...],
    every: bool,
    specs: Path,
    dsn: str | None,
    local: bool,
    scratch: str | None,
    allow: tuple[str, ...],
    yes: bool,
    jobs: int,
    fail_fast: bool,
    expect: str,
    as_json: bool,
) -> int:
    """Change a database into what the specs ask for.

    The plan is made, rehearsed and shown; then it is asked whether to go on. What
    stands once is changed first, then the tenants side by side. One that fails stops no
    other. A run that was broken off is gone on with by the next one.

    PLAN is a file that `tenantry plan -o` wrote; with a dot or a slash in its name it
    is taken for one. Nobody is asked then, and it is refused where anything is not as
    it was when the plan was made.

    \b
    Examples:
      tenantry apply --all --local
      tenantry apply change.plan --dsn postgresql://federation_migrator@db/platform
      tenantry apply hr legal --dsn postgresql://federation_migrator@db/platform
      tenantry apply --all --yes --allow data-loss
      tenantry apply --all --yes --expect sha256:5f2…

    Exits 3 where a hazard is not allowed, 5 where some tenants failed.
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    plan = _find_plan(what)
    chosen = () if plan else chosen_tenants(what, every=every)
    target = find_target(dsn, local=local)
    with open_progress(as_json=as_json) as progress:
        options = api.ApplyOptions(
            allow=allow,
            expect=expect,
            confirm=None if yes or plan else partial(confirm_plan, progress),
            jobs=jobs,
            fail_fast=fail_fast,
        )
        call = (
            partial(api.apply_file, plan)
            if plan
            else partial(api.apply, specs, chosen, scratch=scratch)
        )
        result = call(dsn=target, options=options, progress=progress.tell)
    print_changed(result, as_json=as_json)
    return exit_code_of(result)


def _find_plan(what: tuple[str, ...]) -> Path | None:
    """Return the plan file that is named; nothing where tenants are."""
    files = [each for each in what if "." in each or "/" in each]
    if not files:
        return None
    if len(what) > 1:
        raise UsageError(
            "a plan file is named, and more",
            help="Name the file alone: it says which tenants it is for.",
        )
    return Path(files[0])
