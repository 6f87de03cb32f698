"""`plan`, `drift` and `diff`: what would change, for every tenant at once."""

import json
from pathlib import Path

import click

from compiler.api.results import Differing, Planned
from compiler.cli.findings import findings_as_json, print_findings
from compiler.cli.options import (
    all_option,
    chosen_tenants,
    find_target,
    json_option,
    scratch_option,
    specs_option,
    target_options,
)
from compiler.cli.suggestions import suggest_names
from compiler.errors import UsageError
from compiler.plan.plan import Plan
from compiler.review.labels import Labels

EXIT_FINDINGS = 1
EXIT_DIFFERENCES = 2


@click.command("plan", short_help="Say what would change in a database.")
@click.argument("tenants", nargs=-1, shell_complete=suggest_names("tenants"))
@all_option
@specs_option
@target_options
@scratch_option
@json_option
@click.option("--sql", "as_sql", is_flag=True, help="Print the SQL alone.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the plan to a file too, with the way back and a hash.",
)
@click.option(
    "--witness",
    is_flag=True,
    help="Ask pg_dump too whether the rehearsal leads to what a fresh build is.",
)
@click.option(
    "--no-cache",
    "use_cache",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Read everything, whatever earlier plans found out.",
)
@click.option(
    "--exit-code", "tells", is_flag=True, help="Exit 2 if there is anything to do."
)
def plan_command(  # noqa: PLR0913 - each is an option
    *,
    tenants: tuple[str, ...],
    every: bool,
    specs: Path,
    dsn: str | None,
    local: bool,
    scratch: str | None,
    as_json: bool,
    as_sql: bool,
    output: Path | None,
    use_cache: bool,
    witness: bool,
    tells: bool,
) -> int:
    """Say what would change in a database for it to be as the specs say.

    Nothing is changed, and nothing is ever made in the database. What the specs ask for
    is built on the same server in an empty database kept for that, read, and undone.
    Tenants that are alike share one plan. It is rehearsed there and back in a database
    that is thrown away, on an embedded server of the same major version.

    \b
    Examples:
      tenantry plan --all --local
      tenantry plan --all --local -o change.plan
      tenantry plan hr legal --dsn postgresql://federation_migrator@db/platform
      tenantry plan --all --sql > change.sql
      tenantry plan --all --exit-code      2 where anything differs, for CI
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    chosen = chosen_tenants(tenants, every=every)
    target = find_target(dsn, local=local)
    result = api.plan(
        specs,
        chosen,
        dsn=target,
        scratch=scratch,
        output=output,
        use_cache=use_cache,
        witness=witness,
    )
    if result.plan is None or result.labels is None:
        return _print_refused(result, as_json=as_json)
    click.echo(f"On {result.target}.", err=True)
    _print_plan(result.plan, result.labels, as_json=as_json, as_sql=as_sql)
    if output is not None:
        click.echo(f"Written to {output}, with the hash {result.file_hash}.", err=True)
    return EXIT_DIFFERENCES if tells and not result.plan.is_empty else 0


@click.command("drift", short_help="Say where a database is not as the specs say.")
@click.argument("tenants", nargs=-1, shell_complete=suggest_names("tenants"))
@all_option
@specs_option
@target_options
@scratch_option
@json_option
def drift_command(  # noqa: PLR0913 - each is an option
    *,
    tenants: tuple[str, ...],
    every: bool,
    specs: Path,
    dsn: str | None,
    local: bool,
    scratch: str | None,
    as_json: bool,
) -> int:
    """Say what in a database no spec asks for, or somebody changed.

    Each difference comes with the SQL that puts it right. What no spec could say is
    named, and counts.

    \b
    Examples:
      tenantry drift --all --dsn postgresql://federation_migrator@db/platform
      tenantry drift hr --local --json

    Exits 2 if anything differs.
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    chosen = chosen_tenants(tenants, every=every)
    target = find_target(dsn, local=local)
    result = api.drift(specs, chosen, dsn=target, scratch=scratch)
    if result.plan is None or result.labels is None:
        return _print_refused(result, as_json=as_json)
    click.echo(f"On {result.target}.", err=True)
    _print_plan(result.plan, result.labels, as_json=as_json, as_sql=False)
    return EXIT_DIFFERENCES if result.plan.has_drift else 0


def _print_refused(result: Planned | Differing, *, as_json: bool) -> int:
    """Print why there is no plan, and return the exit code."""
    if as_json:
        found = findings_as_json(result.findings)
        click.echo(json.dumps({"ok": False, "findings": found}, ensure_ascii=False))
    else:
        print_findings(result.findings)
    return EXIT_FINDINGS


def _print_plan(plan: Plan, labels: Labels, *, as_json: bool, as_sql: bool) -> None:
    from compiler.review.plan_json import plan_as_json
    from compiler.review.plan_text import show_sql

    if as_json:
        click.echo(json.dumps(plan_as_json(plan, labels), ensure_ascii=False))
    elif as_sql:
        click.echo("\n".join(show_sql(plan, labels)), nl=False)
    else:
        print_plan(plan, labels)


def print_plan(plan: Plan, labels: Labels, *, to_stderr: bool = False) -> None:
    """Print a plan for people."""
    from compiler.review.plan_text import (
        show_notes,
        show_rehearsal,
        show_sql,
        show_tree,
        summarise,
    )

    click.echo(summarise(plan, labels), err=to_stderr)
    for lines in (
        show_tree(plan, labels),
        show_rehearsal(plan),
        show_notes(plan, labels),
    ):
        click.echo("".join(f"{line}\n" for line in lines), nl=False, err=to_stderr)
    if not plan.is_empty:
        click.echo(err=to_stderr)
        click.echo("\n".join(show_sql(plan, labels)), nl=False, err=to_stderr)


@click.command("diff", short_help="Say what a change to the specs changes.")
@click.argument("states", nargs=-1)
@specs_option
@scratch_option
@json_option
@click.option(
    "--markdown", "as_markdown", is_flag=True, help="Print it for a pull request."
)
def diff_command(
    *,
    states: tuple[str, ...],
    specs: Path,
    scratch: str | None,
    as_json: bool,
    as_markdown: bool,
) -> int:
    """Say what differs between two states of the specs, without any database of yours.

    STATES are a revision (then it is held against what is in the folder now), two
    revisions as BASE..HEAD, or two folders. Without any, it is HEAD against the folder.

    \b
    Examples:
      tenantry diff
      tenantry diff origin/main --markdown > comment.md
      tenantry diff v1.4..v1.5
      tenantry diff old/specs new/specs --json
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    if as_json and as_markdown:
        raise UsageError("--json and --markdown are two forms of one result")
    before, after = _parse_states(states)
    result = api.diff(before, after, specs=specs, scratch=scratch)
    if result.plan is None or result.labels is None:
        return _print_refused(result, as_json=as_json)
    if as_markdown:
        from compiler.review.markdown import write_markdown

        text = write_markdown(result.plan, result.labels, result.retention)
        click.echo(text, nl=False)
        return 0
    if not as_json:
        for each in result.retention:
            how = "longer" if each.longer else "shorter"
            was, will = each.before or "for ever", each.after or "for ever"
            click.echo(f"Rows of {each.table} are kept {how}: {will}, not {was}.")
    _print_plan(result.plan, result.labels, as_json=as_json, as_sql=False)
    return 0


def _parse_states(states: tuple[str, ...]) -> tuple[Path | str, Path | str | None]:
    match states:
        case ():
            return "HEAD", None
        case (one,) if ".." in one and not Path(one).is_dir():
            before, _, after = one.partition("..")
            return before or "HEAD", after or None
        case (one,):
            return (Path(one) if Path(one).is_dir() else one), None
        case (before, after):
            return Path(before), Path(after)
        case _:
            raise UsageError(
                "these are more than two states", help="Write BASE..HEAD, or DIR DIR."
            )
