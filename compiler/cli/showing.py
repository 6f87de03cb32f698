"""`show`: one object, with all that defaults, mixins and policy types made of it."""

import json
from pathlib import Path

import click

from compiler.api.showing import Shown
from compiler.cli.findings import findings_as_json, print_findings
from compiler.cli.options import json_option, specs_option
from compiler.cli.suggestions import suggest_names
from compiler.errors import UsageError
from compiler.load.wording import make_visible

EXIT_FINDINGS = 1


@click.command("show", short_help="Show a table with all that specs make of it.")
@click.argument("name", shell_complete=suggest_names("table"))
@specs_option
@click.option("--sql", "as_sql", is_flag=True, help="Print its SQL instead of YAML.")
@json_option
def show_command(*, name: str, specs: Path, as_sql: bool, as_json: bool) -> int:
    """Show the object NAME, a table for example, with all that the specs make of it.

    A table comes with the columns and checks of its mixins, the tenant column in its
    keys, its policies, grants and retention rule. A comment says where each is from,
    if not from the table's own spec. Tenants' objects are those of the reserved tenant
    `example`; a shared object is named with its schema.

    \b
    Examples:
      tenantry show tool_calls
      tenantry show tool_calls --sql
      tenantry show federation.departments

    Exits 1 if the specs have an error, 64 if they make nothing of that name.
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    if as_sql and as_json:
        raise UsageError("--sql and --json are two forms of one result")
    shown = api.show(specs, name)
    if as_json:
        click.echo(json.dumps(_as_json(shown), ensure_ascii=False))
    elif not shown.ok:
        print_findings(shown.findings)
    elif as_sql:
        for place, sql in shown.statements:
            click.echo(f"-- {make_visible(f'{place.file}:{place.line}')}\n{sql}\n")
    else:
        click.echo(shown.yaml, nl=False)
    return 0 if shown.ok else EXIT_FINDINGS


def _as_json(shown: Shown) -> dict[str, object]:
    if shown.position is None:
        return {"ok": False, "findings": findings_as_json(shown.findings)}
    return {
        "ok": True,
        "file": shown.position.file,
        "line": shown.position.line,
        "object": shown.content,
        "origins": shown.origins,
        "findings": findings_as_json(shown.findings),
    }
