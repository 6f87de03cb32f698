"""`fmt`: specs in their order and style."""

import json
from pathlib import Path

import click

from compiler.api.results import Formatted
from compiler.cli.findings import count_findings, findings_as_json, print_findings
from compiler.cli.options import json_option, specs_option

EXIT_FINDINGS = 1
EXIT_DIFFERENCES = 2


@click.command("fmt", short_help="Put specs into their order and style.")
@click.argument(
    "paths",
    nargs=-1,
    metavar="[PATH]...",
    type=click.Path(path_type=Path, readable=False),
)
@specs_option
@click.option(
    "--check", "compare", is_flag=True, help="Write nothing; exit 2 if specs differ."
)
@json_option
def fmt_command(
    *, paths: tuple[Path, ...], specs: Path, compare: bool, as_json: bool
) -> int:
    """Put specs into their order and style; what they say stays the same.

    Without a PATH, a file or a folder, all specs are looked at. Keys come into the
    order of the JSON Schema, with their comments; names that you chose, as those of
    columns, keep theirs. Lines are indented by two blanks a level, blanks are evened
    out, and values that stand below one another as in a table go on doing so. Quotes
    stay, and so do comments. A spec with an error is left alone.

    \b
    Examples:
      tenantry fmt
      tenantry fmt specs/tables/notes.yaml
      tenantry fmt --check            in CI: is every spec in order?

    Exits 1 if a spec has an error, 2 if --check finds one that is not in order.
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    formatted = api.fmt(specs, paths, write=not compare)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "ok": formatted.ok,
                    "files": formatted.files,
                    "changed": list(formatted.changed),
                    "findings": findings_as_json(formatted.findings),
                },
                ensure_ascii=False,
            )
        )
    else:
        _print_formatted(formatted, compare=compare)
    if not formatted.ok:
        return EXIT_FINDINGS
    return EXIT_DIFFERENCES if compare and formatted.changed else 0


def _print_formatted(formatted: Formatted, *, compare: bool) -> None:
    print_findings(formatted.findings)
    for path in formatted.changed:
        click.echo(f"{'not in order' if compare else 'changed'} {path}")
    left = f"; {count_findings(formatted.findings)}" if formatted.findings else ""
    click.echo(f"{_count(len(formatted.changed), formatted.files, compare)}{left}.")


def _count(changed: int, files: int, compare: bool) -> str:  # noqa: FBT001 - as it is asked
    if not changed:
        return f"{files} specs are in order"
    if compare:
        return f"{changed} of {files} specs are not in order; run `tenantry fmt`"
    return f"{changed} of {files} specs are put in order"
