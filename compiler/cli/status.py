"""`status`: who is at which version, what is pending, what failed and why."""

import dataclasses
import json
from pathlib import Path

import click

from compiler.api.results import Stood
from compiler.apply.part_status import PartStatus
from compiler.cli.findings import findings_as_json, print_findings
from compiler.cli.options import (
    find_target,
    json_option,
    scratch_option,
    specs_option,
    target_options,
)

EXIT_FINDINGS = 1


@click.command("status", short_help="Say how far each tenant has come.")
@specs_option
@target_options
@scratch_option
@json_option
def status_command(
    *, specs: Path, dsn: str | None, local: bool, scratch: str | None, as_json: bool
) -> int:
    """Say who is at which version, what is pending, and what failed and why.

    The versions are those of the journal in the database; what is pending is what a
    plan would change.

    \b
    Examples:
      tenantry status --local
      tenantry status --json --dsn postgresql://federation_migrator@db/platform
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    result = api.status(specs, dsn=find_target(dsn, local=local), scratch=scratch)
    if not result.parts:
        if as_json:
            found = findings_as_json(result.findings)
            click.echo(json.dumps({"ok": False, "findings": found}, ensure_ascii=False))
        else:
            print_findings(result.findings)
        return EXIT_FINDINGS
    if as_json:
        click.echo(json.dumps(_as_json(result), ensure_ascii=False, default=str))
        return 0
    click.echo(f"On {result.target}.", err=True)
    _print_table(result)
    for each in result.parts:
        if each.version is not None and each.version.failure is not None:
            click.secho(f"{each.part}: {each.version.failure['words']}", fg="red")
            origin = each.version.failure.get("origin")
            if origin:
                click.echo(f"  from: {origin}")
    for stray in result.strays:
        click.echo(f"{stray} is in the journal, and in no spec.")
    return 0


def _print_table(result: Stood) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("tenant")
    table.add_column("version", justify="right")
    for heading in ("status", "steps", "when", "by", "pending"):
        table.add_column(heading)
    for each in result.parts:
        table.add_row(each.part, *_words_of(each))
    Console(soft_wrap=True).print(table)


def _words_of(part: PartStatus) -> tuple[str, ...]:
    pending = f"{part.pending} to do" if part.pending else "—"
    version = part.version
    if version is None:
        return "—", "—", "—", "—", "—", pending
    return (
        str(version.version),
        version.status,
        f"{len(version.steps)}/{version.planned}",
        f"{version.started_at:%Y-%m-%d %H:%M}",
        version.started_by,
        pending,
    )


def _as_json(result: Stood) -> dict[str, object]:
    return {
        "ok": True,
        "findings": findings_as_json(result.findings),
        "parts": [
            {
                "part": each.part,
                "pending": each.pending,
                "version": dataclasses.asdict(each.version) if each.version else None,
                "versions": {it.status: it.versions for it in each.tallies},
            }
            for each in result.parts
        ],
        "strays": list(result.strays),
    }


@click.command("metrics", short_help="Write how each tenant stands, for Prometheus.")
@specs_option
@target_options
@scratch_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it there, whole or not at all, instead of printing it.",
)
def metrics_command(
    *,
    specs: Path,
    dsn: str | None,
    local: bool,
    scratch: str | None,
    output: Path | None,
) -> int:
    """Write versions, durations, failures and drift, for Prometheus.

    It is meant for the textfile collector of the node exporter, by a timer. Everything
    is read as it is now, as by `tenantry drift`.

    \b
    Examples:
      tenantry metrics --local
      tenantry metrics -o /var/lib/node_exporter/tenantry.prom
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    target = find_target(dsn, local=local)
    result = api.metrics(specs, dsn=target, scratch=scratch, output=output)
    if not result.ok:
        print_findings(result.findings)
        return EXIT_FINDINGS
    if output is None:
        click.echo(result.text, nl=False)
    return 0
