"""`init` and `new`: what there is to start from."""

import json
from collections import defaultdict
from pathlib import Path

import click

from compiler.cli.options import json_option, specs_option
from compiler.cli.suggestions import suggest_kinds

MAX_NAMES = 3
"""File names that are shown of a folder."""


@click.command("init", short_help="Write a project to start from.")
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--name", metavar="PROJECT", help="What the project is called; else as DIR is."
)
@json_option
def init_command(*, directory: Path, name: str | None, as_json: bool) -> int:
    """Write a project into DIR: specs to start from, and what works on them.

    There are two tables, two tenants, the policies that keep tenants apart, a retention
    rule, JSON Schemas and settings for editors, a workflow for CI and hooks for
    pre-commit. No file that is there already is written over: then nothing is written
    (exit 3).

    \b
    Examples:
      tenantry init shop
      tenantry init . --name shop
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    started = api.init(directory, name=name)
    if as_json:
        content = {
            "ok": True,
            "project": started.project,
            "directory": str(directory),
            "files": list(started.files),
        }
        click.echo(json.dumps(content, ensure_ascii=False))
        return 0
    _print_files(directory, started.files)
    click.echo(f"The project {started.project} is written. Next:")
    here = directory.resolve() == Path.cwd()
    click.echo("  tenantry check" if here else f"  cd {directory}")
    click.echo("  tenantry compile    write its SQL to out/, for review")
    click.echo("  tenantry up         install it in a PostgreSQL that tenantry starts")
    return 0


@click.command("new", short_help="Write a spec to fill in.")
@click.argument("kind", shell_complete=suggest_kinds)
@click.argument("name")
@click.option(
    "--schema",
    metavar="SCHEMA",
    help="Where the one stands that all tenants share; else each has one.",
)
@specs_option
@json_option
def new_command(
    *, kind: str, name: str, schema: str | None, specs: Path, as_json: bool
) -> int:
    """Write a spec of a KIND, called NAME, that shows all that such a spec can say.

    What a spec has to say is there, with examples to replace; each other key is a
    comment with a sentence about it. The kinds are those of the JSON Schemas, such as
    table, policy_type, mixin, role and function.

    \b
    Examples:
      tenantry new table invoices
      tenantry new function next_number --schema '{{ project.schema }}'
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    path = api.new(specs, kind, name, schema=schema)
    if as_json:
        content = {"ok": True, "kind": kind, "name": name, "file": path.as_posix()}
        click.echo(json.dumps(content, ensure_ascii=False))
    else:
        click.echo(f"{path} is written; `tenantry check` judges it.")
    return 0


def _print_files(directory: Path, files: tuple[str, ...]) -> None:
    """Print the names of files by the folder that they are in."""
    by_folder: dict[str, list[str]] = defaultdict(list)
    for file in files:
        path = directory / file
        by_folder[f"{path.parent}/"].append(path.name)
    width = max(map(len, by_folder))
    for folder, names in sorted(by_folder.items()):
        shown = ", ".join(names[:MAX_NAMES])
        more = f" and {len(names) - MAX_NAMES} more" if len(names) > MAX_NAMES else ""
        click.echo(f"  {folder:{width}}  {shown}{more}")
