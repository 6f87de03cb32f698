"""What `up` prints when it is done: a table, the facts, and how to connect."""

import os
import shutil
import sys
from pathlib import Path

import click

from compiler.api.results import Upped
from compiler.apply.applied import PartResult
from compiler.cli.applied import changed_as_json, print_troubles
from compiler.cli.findings import findings_as_json
from compiler.verify.fact import IsolationReport, Outcome


def print_summary(result: Upped) -> None:
    """Print what stands there, what the isolation trials showed, and how to connect."""
    changed = result.changed
    if changed is None or changed.applied is None:
        return
    applied = changed.applied
    click.echo(f"On {result.server}:")
    _print_table(result, applied.parts)
    print_troubles(applied)
    plan = changed.planned.plan if changed.planned else None
    for stray in plan.strays if plan else ():
        click.echo(f"Schema {stray} is there, and no spec lists its tenant.")
    if result.isolation is not None:
        _print_facts(result.isolation)
    if result.dsn is not None and applied.parts[1:]:
        first, program = applied.parts[1].part, _program()
        click.echo(f"Connect:  {program} psql {first}    or    {program} dsn {first}")


def summary_as_json(result: Upped) -> dict[str, object]:
    """Return the summary as JSON values."""
    if result.changed is None:
        return {"ok": False, "findings": findings_as_json(result.findings)}
    facts = result.isolation.facts if result.isolation else ()
    return {
        **changed_as_json(result.changed),
        "ok": result.ok,
        "server": result.server,
        "schemas": {
            part: {
                "schema": schema.schema,
                "tables": schema.tables,
                "partitions": schema.partitions,
                "policies": schema.policies,
                "indexes": schema.indexes,
            }
            for part, schema in result.schemas.items()
        },
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


def _print_table(result: Upped, parts: tuple[PartResult, ...]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("tenant")
    table.add_column("schema")
    for heading in ("tables", "partitions", "policies", "indexes", "time"):
        table.add_column(heading, justify="right")
    for part in parts:
        schema = result.schemas.get(part.part)
        if schema is not None:
            counts = (schema.tables, schema.partitions, schema.policies, schema.indexes)
            took = f"{part.seconds:.2f} s" if part.done else "—"
            table.add_row(part.part, schema.schema, *map(str, counts), took)
    Console(soft_wrap=True).print(table)


def _print_facts(report: IsolationReport) -> None:
    held = sum(fact.outcome is Outcome.HELD for fact in report.facts)
    click.echo(f"Isolation: {held} of {len(report.facts)} facts hold.")
    for fact in report.failed:
        click.secho(f"  BROKEN  {fact.tenant}: {fact.name}: {fact.detail}", fg="red")
    for fact in report.not_tried:
        click.echo(f"  not tried  {fact.tenant}: {fact.name}: {fact.detail}")
