"""`drop-tenant`: drop a tenant with all its rows."""

import dataclasses
import json
from pathlib import Path

import click

from compiler.api.results import DroppedTenant
from compiler.cli.findings import findings_as_json, print_findings
from compiler.cli.options import find_target, json_option, specs_option, target_options
from compiler.cli.progress import open_progress
from compiler.cli.suggestions import suggest_names
from compiler.dropping.dropped import Dropped

EXIT_FINDINGS = 1


@click.command("drop-tenant", short_help="Drop a tenant with all its rows.")
@click.argument("tenant", shell_complete=suggest_names("tenants"))
@click.option(
    "--confirm", default="", metavar="TENANT", help="The tenant's id once more."
)
@specs_option
@target_options
@json_option
def drop_tenant_command(  # noqa: PLR0913 - each is an option
    *,
    tenant: str,
    confirm: str,
    specs: Path,
    dsn: str | None,
    local: bool,
    as_json: bool,
) -> int:
    """Drop a tenant: its schema, its roles, and what the control plane says of it.

    There is no way back but a backup. It is refused while a legal hold stands, while
    anything elsewhere depends on the schema or belongs to a role of the tenant, and
    while somebody is logged in as one. Large schemas go in several transactions; a run
    that was broken off is gone on with by the next one. The journal keeps its history.

    \b
    Examples:
      tenantry drop-tenant hr --confirm hr --local
      tenantry drop-tenant hr --confirm hr --dsn postgresql://federation_migrator@db/platform
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    target = find_target(dsn, local=local)
    with open_progress(as_json=as_json) as progress:
        result = api.drop_tenant(
            specs, tenant, confirm=confirm, dsn=target, progress=progress.tell
        )
    if as_json:
        click.echo(json.dumps(_as_json(result), ensure_ascii=False))
    elif result.dropped is None:
        print_findings(result.findings)
    else:
        click.echo(_words_of(tenant, result.dropped))
        if result.listed:
            words = f"The specs still list {tenant}: the next apply makes it anew."
            click.echo(words, err=True)
    return 0 if result.ok else EXIT_FINDINGS


def _words_of(tenant: str, dropped: Dropped) -> str:
    parts = [f"schema {dropped.schema}"] if dropped.schema else []
    parts += [f"role {each}" for each in dropped.roles]
    if dropped.records:
        parts.append(f"{dropped.records} rows of the control plane")
    return (
        f"Dropped {', '.join(parts)}." if parts else f"There was nothing of {tenant}."
    )


def _as_json(result: DroppedTenant) -> dict[str, object]:
    return {
        "event": "end",
        "ok": result.ok,
        "findings": findings_as_json(result.findings),
        "dropped": dataclasses.asdict(result.dropped) if result.dropped else None,
        "listed": result.listed,
    }
