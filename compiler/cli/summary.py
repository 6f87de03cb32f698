"""What `up` prints when it is done: a table, the facts, and how to connect."""

import os
import shutil
import sys
from pathlib import Path

import click

from compiler.api.results import Upped
from compiler.apply.installed import Installed, InstalledPart
from compiler.cli.findings import findings_as_json
from compiler.verify.fact import IsolationReport, Outcome

MAX_ROLE_LINES = 8


def print_summary(result: Upped, installed: Installed) -> None:
    """Print what is installed, what the isolation trials showed, and how to connect."""
    _print_table(installed)
    _print_roles(installed.roles)
    for note in installed.notes:
        click.echo(note)
    for stray in installed.strays:
        click.echo(f"{stray} is installed, and no spec lists it; it was left alone.")
    if not installed.changed:
        click.echo("Nothing was to do: all of it was installed.")
    if result.isolation is not None:
        _print_facts(result.isolation)
    if result.dsn is not None and installed.parts[1:]:
        first, program = installed.parts[1].name, _program()
        click.echo(f"Connect:  {program} psql {first}    or    {program} dsn {first}")


def summary_as_json(result: Upped, installed: Installed) -> dict[str, object]:
    """Return the summary as JSON values."""
    facts = result.isolation.facts if result.isolation else ()
    return {
        "ok": result.ok,
        "findings": findings_as_json(result.findings),
        "changed": installed.changed,
        "database": installed.database,
        "version": installed.version,
        "parts": [_part_as_json(part) for part in installed.parts],
        "roles": list(installed.roles),
        "partitions_created": installed.partitions,
        "strays": list(installed.strays),
        "notes": list(installed.notes),
        "isolation": [
            {
                "fact": fact.name,
                "tenant": fact.tenant,
                "outcome": str(fact.outcome),
                "detail": fact.detail,
            }
            for fact in facts
        ],
        "dsn": result.dsn,
    }


def _program() -> str:
    """Return what to type for this program: its name, where the path leads to it."""
    called = Path(sys.argv[0])
    if shutil.which(called.name) == str(called) or not called.exists():
        return called.name
    return os.path.relpath(called)


def _part_as_json(part: InstalledPart) -> dict[str, object]:
    return {
        "name": part.name,
        "schema": part.schema.schema,
        "tables": part.schema.tables,
        "partitions": part.schema.partitions,
        "policies": part.schema.policies,
        "indexes": part.schema.indexes,
        "created": part.created,
        "seconds": round(part.seconds, 3),
    }


def _print_table(installed: Installed) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("tenant")
    table.add_column("schema")
    for heading in ("tables", "partitions", "policies", "indexes", "time"):
        table.add_column(heading, justify="right")
    for part in installed.parts:
        schema = part.schema
        counts = (schema.tables, schema.partitions, schema.policies, schema.indexes)
        took = f"{part.seconds:.2f} s" if part.created else "—"
        table.add_row(part.name, schema.schema, *(str(one) for one in counts), took)
    Console(soft_wrap=True).print(table)


def _print_roles(changes: tuple[str, ...]) -> None:
    """Print what was done about roles; only how much, where it is more than a few."""
    if len(changes) > MAX_ROLE_LINES:
        click.echo(f"Roles: {len(changes)} changes; --json lists them.")
    else:
        for change in changes:
            click.echo(f"Roles: {change}")


def _print_facts(report: IsolationReport) -> None:
    held = sum(fact.outcome is Outcome.HELD for fact in report.facts)
    click.echo(f"Isolation: {held} of {len(report.facts)} facts hold.")
    for fact in report.failed:
        click.secho(f"  BROKEN  {fact.tenant}: {fact.name}: {fact.detail}", fg="red")
    for fact in report.not_tried:
        click.echo(f"  not tried  {fact.tenant}: {fact.name}: {fact.detail}")
