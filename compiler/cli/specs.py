"""`check`, `compile` and `sql`: what works on specs alone, without a server."""

import json
from pathlib import Path

import click

from compiler.api.results import Checked, Compiled
from compiler.cli.findings import (
    count_findings,
    findings_as_json,
    hint_at_page,
    print_findings,
)
from compiler.cli.options import SpecsCommand, json_option, specs_option
from compiler.cli.suggestions import suggest_names
from compiler.errors import UsageError

EXIT_FINDINGS = 1
EXIT_DIFFERENCES = 2


@click.command("check", cls=SpecsCommand)
@specs_option
@json_option
@click.option(
    "--sarif", "as_sarif", is_flag=True, help="Print the findings for code scanning."
)
def check_command(*, specs: Path, as_json: bool, as_sarif: bool) -> int:
    """Say what is wrong with the specs.

    Everything is looked at and everything that is wrong is said at once: the YAML, the
    shape, names, references, templates, expressions, and the SQL that comes out.

    \b
    Examples:
      tenantry check
      tenantry check --specs other/specs --json
      tenantry check --sarif > tenantry.sarif     SARIF 2.1.0, in CI

    Exits 1 if there is an error; warnings alone exit 0.
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    if as_json and as_sarif:
        raise UsageError("--json and --sarif are two forms of one result")
    checked = api.check(specs)
    if as_sarif:
        click.echo(api.sarif(checked.findings))
    elif as_json:
        click.echo(json.dumps(_checked_as_json(checked), ensure_ascii=False))
    else:
        _print_checked(checked)
    return 0 if checked.ok else EXIT_FINDINGS


@click.command(
    "compile", cls=SpecsCommand, short_help="Write the SQL to out/, for review."
)
@specs_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False),
    default=Path("out"),
    show_default=True,
    metavar="DIR",
    help="Folder for the SQL.",
)
@click.option(
    "--check", "compare", is_flag=True, help="Write nothing; exit 2 if DIR is stale."
)
@json_option
def compile_command(*, specs: Path, out: Path, compare: bool, as_json: bool) -> int:
    """Write the SQL of the specs to out/, for review.

    The shared objects stand in out/shared/, those of every tenant once, for the
    reserved tenant `example`, in out/tenant/. The folder is replaced as a whole, or not
    at all: an error in the specs leaves it as it was.

    \b
    Examples:
      tenantry compile
      tenantry compile --check        in CI: is out/ what the specs say?

    Exits 1 if the specs have an error, 2 if --check finds a difference.
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    compiled = api.compare(specs, out) if compare else api.compile(specs, out)
    if as_json:
        click.echo(
            json.dumps(
                {
                    "ok": compiled.ok,
                    "statements": compiled.statements,
                    "files": compiled.files,
                    "changed": list(compiled.changed),
                    "removed": list(compiled.removed),
                    "findings": findings_as_json(compiled.findings),
                },
                ensure_ascii=False,
            )
        )
    else:
        print_findings(compiled.findings)
        _print_compiled(compiled, out, compare=compare)
    if not compiled.ok:
        return EXIT_FINDINGS
    return EXIT_DIFFERENCES if compare and compiled.differs else 0


@click.command("sql", short_help="Print the script of all shared, or of one tenant.")
@click.argument("tenant", required=False, shell_complete=suggest_names("tenants"))
@specs_option
def sql_command(*, tenant: str | None, specs: Path) -> int:
    """Print the whole script of the shared objects, or of one TENANT.

    It runs in one transaction, and only on a database that has none of it yet.

    \b
    Examples:
      tenantry sql                    the control plane and all that is shared
      tenantry sql hr | less          the schema of the tenant hr
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    script = api.sql(specs, tenant)
    print_findings(script.findings)
    if script.text:
        click.echo(script.text, nl=False)
    return 0 if script.ok else EXIT_FINDINGS


def _checked_as_json(checked: Checked) -> dict[str, object]:
    return {
        "ok": checked.ok,
        "specs": checked.specs,
        "statements": checked.statements,
        "findings": findings_as_json(checked.findings),
    }


def _print_checked(checked: Checked) -> None:
    print_findings(checked.findings)
    click.echo(
        f"{checked.specs} specs, {checked.statements} statements: "
        f"{count_findings(checked.findings)}"
    )
    for line in checked.parsers if checked.ok else ():
        click.echo(f"  {line}")
    hint = hint_at_page(checked.findings)
    if hint:
        click.echo(hint)


def _print_compiled(compiled: Compiled, out: Path, *, compare: bool) -> None:
    if not compiled.ok:
        click.echo(f"{count_findings(compiled.findings)}; {out} stays as it was.")
        return
    for word, paths in (("changed", compiled.changed), ("removed", compiled.removed)):
        for path in paths:
            click.echo(f"{word} {out / path}")
    if not compiled.differs:
        verdict = "is up to date"
    elif compare:
        verdict = "is stale; run `tenantry compile`"
    else:
        verdict = "is written"
    click.echo(
        f"{out} {verdict}: {compiled.statements} statements in {compiled.files} files."
    )
