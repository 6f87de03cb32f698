"""What commands print that have applied a plan, and how they end."""

import dataclasses
import json

import click

from compiler.api.results import Changed
from compiler.apply.applied import Applied, Outcome, PartResult
from compiler.cli.findings import findings_as_json, print_findings

EXIT_FINDINGS = 1
EXIT_NOT_RUN = 4
EXIT_SOME_FAILED = 5
EXIT_INTERRUPTED = 130


def print_changed(result: Changed, *, as_json: bool) -> None:
    """Print what came of a plan that was applied."""
    if as_json:
        click.echo(json.dumps(changed_as_json(result), ensure_ascii=False))
    elif result.planned is None or result.planned.plan is None:
        print_findings(result.findings)
    elif result.applied is None:
        click.echo("Nothing was changed.", err=True)
    else:
        print_applied(result.applied)


def exit_code_of(result: Changed) -> int:
    """Return the exit code of a command that applied a plan."""
    if result.planned is None or result.planned.plan is None:
        return EXIT_FINDINGS
    applied = result.applied
    if applied is None:
        return 0
    if applied.interrupted:
        return EXIT_INTERRUPTED
    if not applied.failed:
        return 0
    shared_failed = applied.parts[0] in applied.failed
    return EXIT_NOT_RUN if shared_failed else EXIT_SOME_FAILED


def changed_as_json(result: Changed) -> dict[str, object]:
    """Return what came of a plan as JSON values."""
    found = findings_as_json(result.findings)
    applied = result.applied
    if applied is None:
        return {"event": "end", "ok": result.ok, "findings": found, "parts": []}
    return {
        "event": "end",
        "ok": not applied.failed and not applied.interrupted,
        "findings": found,
        "changed": applied.changed,
        "interrupted": applied.interrupted,
        "parts": [
            {**dataclasses.asdict(each), "outcome": str(each.outcome)}
            for each in applied.parts
        ],
        "registered": applied.registered,
        "resumed": list(applied.resumed),
        "notes": list(applied.notes),
    }


def print_applied(applied: Applied) -> None:
    """Print what was done in each part, and what went wrong."""
    if applied.resumed:
        click.echo(f"Went on with what was broken off: {', '.join(applied.resumed)}.")
    changed = [each for each in applied.parts if each.done or each.partitions]
    done = [each for each in changed if each.outcome is Outcome.DONE]
    if not applied.changed and not applied.failed:
        click.echo("Nothing was to do.")
    for each in done:
        click.echo(f"  {each.part}: {_words_of(each)}")
    print_troubles(applied)


def print_troubles(applied: Applied) -> None:
    """Print what went wrong, and what somebody ought to know."""
    for each in applied.failed:
        click.secho(f"  {each.part}: {_trouble_of(each)}", fg="red", err=True)
    for note in applied.notes:
        click.echo(note)


def _words_of(part: PartResult) -> str:
    words = [f"version {part.version}"] if part.planned else []
    if part.planned:
        words.append(_count(part.planned, "step"))
    if part.partitions:
        words.append(_count(part.partitions, "partition") + " made")
    return f"{', '.join(words)}, {part.seconds:.2f} s"


def _trouble_of(part: PartResult) -> str:
    where = f"{part.done} of {_count(part.planned, 'step')} done"
    if part.failure is None:
        return f"{part.outcome}, {where}"
    lines = [f"{part.outcome}, {where}", part.failure.words]
    if part.failure.origin:
        lines.append(f"from: {part.failure.origin}")
    if part.failure.help:
        lines.append(f"help: {part.failure.help}")
    return "\n    ".join(lines)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
