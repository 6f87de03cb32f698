"""`explain`: what the rules find, and why."""

import json
from collections.abc import Iterable

import click

from compiler.cli.options import json_option
from compiler.diagnostics import Example, Page

WIDEST = 88
"""Characters of a line of prose; longer ones are hard to read on a wide terminal."""

_LONGEST_RULE = 32


def _suggest_rules(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    from compiler.rules.page import rule_names

    return [name for name in rule_names() if name.startswith(incomplete)]


@click.command("explain", short_help="Explain a rule, or list all.")
@click.argument("rule", required=False, shell_complete=_suggest_rules)
@json_option
def explain_command(*, rule: str | None, as_json: bool) -> int:
    """Explain a RULE: what it finds, why, and an example with its cure.

    A finding names its rule in brackets. Without RULE all rules are listed.

    \b
    Examples:
      tenantry explain unknown-column
      tenantry explain --json
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    from compiler import api

    pages = api.explain_all() if rule is None else (api.explain(rule),)
    if as_json:
        content = [_as_json(page) for page in pages]
        whole = {"rules": content} if rule is None else content[0]
        click.echo(json.dumps(whole, ensure_ascii=False))
    elif rule is None:
        _print_list(pages)
    else:
        _print_page(pages[0])
    return 0


def _as_json(page: Page) -> dict[str, object]:
    return {
        "rule": page.name,
        "what": page.what,
        "why": list(page.why),
        "failing": page.failing.text,
        "passing": page.passing.text,
        "waivable": page.waivable,
    }


def _print_list(pages: Iterable[Page]) -> None:
    formatter = click.HelpFormatter(max_width=WIDEST + _LONGEST_RULE)
    rows = [(click.style(page.name, bold=True), page.what) for page in pages]
    formatter.write_dl(rows, col_max=_LONGEST_RULE)
    click.echo(formatter.getvalue(), nl=False)


def _print_page(page: Page) -> None:
    click.secho(page.name, bold=True)
    for paragraph in (page.what, *page.why):
        _print_prose(paragraph)
    _print_example("Fails", "red", page.failing)
    _print_example("Passes", "green", page.passing)
    if page.waivable:
        _print_heading("Allowed", "yellow")
        _print_prose("A spec may break this rule on purpose, and says why:")
        click.echo(f"\n    allow:\n      {page.name}: the reason")


def _print_example(heading: str, colour: str, example: Example) -> None:
    _print_heading(heading, colour)
    if not example.is_yaml:
        _print_prose(example.text)
        return
    click.echo()
    for line in example.text.splitlines():
        click.echo(f"    {line}".rstrip())


def _print_heading(text: str, colour: str) -> None:
    click.echo()
    click.secho(text, fg=colour, bold=True)


def _print_prose(text: str) -> None:
    width = click.HelpFormatter(max_width=WIDEST).width
    click.echo(f"\n{click.wrap_text(text, width, '  ', '  ')}")
