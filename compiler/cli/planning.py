"""`plan`: what would change, for every tenant at once."""

import json
from pathlib import Path

import click

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
    tells: bool,
) -> int:
    """Say what would change in a database for it to be as the specs say.

    Nothing is changed, and nothing is ever made in the database. What the specs ask for
    is built on the same server in an empty database kept for that, read, and undone.
    Tenants that are alike share one plan.

    \b
    Examples:
      tenantry plan --all --local
      tenantry plan hr legal --dsn postgresql://federation_migrator@db/platform
      tenantry plan --all --sql > change.sql
      tenantry plan --all --exit-code      2 where anything differs, for CI
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api
    from compiler.review.plan_json import plan_as_json
    from compiler.review.plan_text import show_sql, show_tree, summarise

    chosen = chosen_tenants(tenants, every=every)
    result = api.plan(specs, chosen, dsn=find_target(dsn, local=local), scratch=scratch)
    if result.plan is None or result.labels is None:
        if as_json:
            found = findings_as_json(result.findings)
            click.echo(json.dumps({"ok": False, "findings": found}, ensure_ascii=False))
        else:
            print_findings(result.findings)
        return EXIT_FINDINGS
    click.echo(f"On {result.target}.", err=True)
    if as_json:
        content = plan_as_json(result.plan, result.labels)
        click.echo(json.dumps(content, ensure_ascii=False))
    elif as_sql:
        click.echo("\n".join(show_sql(result.plan, result.labels)), nl=False)
    else:
        click.echo(summarise(result.plan, result.labels))
        for line in show_tree(result.plan, result.labels):
            click.echo(line)
        if not result.plan.is_empty:
            click.echo()
            click.echo("\n".join(show_sql(result.plan, result.labels)), nl=False)
    return EXIT_DIFFERENCES if tells and not result.plan.is_empty else 0
