"""`up`, `down`, `psql` and `dsn`: the embedded server, or one of the user's own."""

import json
import os
import shutil
from pathlib import Path

import click

from compiler.cli.applied import exit_code_of
from compiler.cli.findings import print_findings
from compiler.cli.options import dsn_option, json_option, specs_option
from compiler.cli.progress import open_progress
from compiler.cli.suggestions import suggest_names
from compiler.errors import CannotRun

EXIT_FINDINGS = 1


@click.command("up", short_help="Install the specs, and try the isolation.")
@specs_option
@dsn_option
@json_option
def up_command(*, specs: Path, dsn: str | None, as_json: bool) -> int:
    """Compile the specs and apply them, and see that the tenants are isolated.

    Without --dsn, a PostgreSQL of its own is started in .tenantry/ and kept running.
    Nobody is asked: a change with a hazard that stops is refused (exit 3), and left to
    `tenantry apply`.

    \b
    Examples:
      tenantry up
      tenantry up --dsn postgresql://postgres@db.internal/platform
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api
    from compiler.cli.summary import print_summary, summary_as_json

    with open_progress() as progress:
        result = api.up(specs, dsn=dsn, progress=progress.tell)
    if as_json:
        click.echo(json.dumps(summary_as_json(result), ensure_ascii=False))
    else:
        print_findings(result.findings)
        if result.changed is not None:
            print_summary(result)
    if result.changed is not None and not result.ok:
        return exit_code_of(result.changed) or EXIT_FINDINGS
    return 0 if result.ok else EXIT_FINDINGS


@click.command("down", short_help="Stop the embedded PostgreSQL.")
@click.option(
    "--delete-data", is_flag=True, help="Delete its data too, so that up starts anew."
)
def down_command(*, delete_data: bool) -> int:
    """Stop the embedded PostgreSQL; its data stays for the next `tenantry up`.

    \b
    Examples:
      tenantry down
      tenantry down --delete-data
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    stopped = api.down(delete_data=delete_data)
    what = "stopped" if stopped else "was not running"
    click.echo(
        f"The embedded PostgreSQL {what}" + "; its data is deleted." * delete_data
    )
    return 0


@click.command("dsn", short_help="Print a tenant's connection string.")
@click.argument("tenant", required=False, shell_complete=suggest_names("tenants"))
@specs_option
@dsn_option
@json_option
def dsn_command(
    *, tenant: str | None, specs: Path, dsn: str | None, as_json: bool
) -> int:
    """Print the connection string of a TENANT's own login role.

    Without TENANT, that of the embedded server's administrator. On a server of your own
    (--dsn) the tenant's role has no password until you give it one.

    \b
    Examples:
      psql "$(tenantry dsn hr)"
      tenantry dsn sales --dsn postgresql://db.internal/platform
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    found = api.connection(specs, tenant, dsn=dsn)
    click.echo(json.dumps({"dsn": found.dsn}) if as_json else found.dsn)
    return 0


@click.command(
    "psql",
    short_help="Open psql as a tenant.",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("tenant", required=False, shell_complete=suggest_names("tenants"))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@specs_option
@dsn_option
def psql_command(
    *, tenant: str | None, arguments: tuple[str, ...], specs: Path, dsn: str | None
) -> None:
    """Open psql as a TENANT's own login role; more arguments go to psql.

    Without TENANT, as the embedded server's administrator, who sees every row.

    \b
    Examples:
      tenantry psql hr
      tenantry psql sales -c 'SELECT count(*) FROM tool_calls'
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    if tenant is not None and tenant.startswith("-"):
        arguments, tenant = (tenant, *arguments), None
    found = api.connection(specs, tenant, dsn=dsn)
    program = shutil.which(found.psql)
    if program is None:
        raise CannotRun(
            "psql is not installed", help="Install PostgreSQL's client programs."
        )
    # psql takes the place of this process, so that Ctrl-C is for psql alone.
    os.execv(program, [program, f"--dbname={found.dsn}", *arguments])  # noqa: S606 - without a shell
