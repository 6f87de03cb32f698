"""`ls`: what specs there are."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from compiler.api import Listed, ListedSpec
from compiler.cli.findings import count_findings
from compiler.cli.options import json_option, specs_option
from compiler.cli.suggestions import suggest_kinds
from compiler.load.wording import shorten

EXIT_FINDINGS = 1

LONGEST_NAME = 63
"""Characters of a name; a spec may try to have any number."""

_HEADINGS = ("kind", "name", "scope", "columns", "policies", "file")
_NUMBERS = ("columns", "policies")


@click.command("ls", short_help="List the specs.")
@click.argument("kind", required=False, shell_complete=suggest_kinds)
@specs_option
@json_option
def ls_command(*, kind: str | None, specs: Path, as_json: bool) -> int:
    """List the specs, or those of one KIND, by kind and name.

    A table comes with the number of its columns and policies, those from mixins and
    from the project's defaults included, and like other objects with where it stands:
    in the schema of each tenant, or once for all (shared).

    \b
    Examples:
      tenantry ls
      tenantry ls table --json

    Exits 1 if the specs have an error; what can be read is listed all the same.
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    listed = api.ls(specs, kind)
    if as_json:
        click.echo(json.dumps(_as_json(listed), ensure_ascii=False))
    else:
        _print_rows([_row(each) for each in listed.specs])
    if not listed.ok:
        count = count_findings(listed.findings)
        click.echo(f"{count}; `tenantry check` says what is wrong.", err=True)
    return 0 if listed.ok else EXIT_FINDINGS


def _as_json(listed: Listed) -> dict[str, object]:
    return {
        "ok": listed.ok,
        "specs": [
            {
                "kind": each.kind,
                "name": each.name,
                "file": each.position.file,
                "line": each.position.line,
                "shared": each.shared,
                "columns": each.table.columns if each.table else None,
                "policies": each.table.policies if each.table else None,
            }
            for each in listed.specs
        ],
    }


def _row(spec: ListedSpec) -> tuple[str, ...]:
    scope = "" if spec.shared is None else "shared" if spec.shared else "tenant"
    counts = ("", "")
    if spec.table is not None:
        counts = (str(spec.table.columns), str(spec.table.policies))
    place = f"{spec.position.file}:{spec.position.line}"
    return (spec.kind, shorten(spec.name, LONGEST_NAME), scope, *counts, place)


def _print_rows(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns; a column that nothing stands in is left out."""
    columns = [
        (heading, cells, max(map(len, (heading, *cells))))
        for heading, cells in zip(_HEADINGS, zip(*rows, strict=True), strict=False)
        if any(cells)
    ]
    if columns:
        heading = _line((heading, heading, width) for heading, _, width in columns)
        click.secho(heading, bold=True)
    for number in range(len(rows)):
        row = ((heading, cells[number], width) for heading, cells, width in columns)
        click.echo(_line(row))


def _line(cells: Iterable[tuple[str, str, int]]) -> str:
    """Return the cells of a line, each with its column's heading and width."""
    return "  ".join(
        text.rjust(width) if heading in _NUMBERS else text.ljust(width)
        for heading, text, width in cells
    ).rstrip()
