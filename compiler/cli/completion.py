"""`completion`: the script that lets a shell complete the command line."""

import click
from click.shell_completion import get_completion_class

from compiler.cli.group import LazyGroup

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", short_help="Print a script that completes commands.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion_command(ctx: click.Context, *, shell: str) -> int:
    """Print the script with which a SHELL completes this command by the tab key.

    It completes commands, options, kinds of spec, and the tenants and tables of the
    specs in the working directory.

    \b
    Examples:
      eval "$(tenantry completion bash)"             now; in ~/.bashrc, from now on
      eval "$(tenantry completion zsh)"              in ~/.zshrc, behind compinit
      tenantry completion fish >~/.config/fish/completions/tenantry.fish

    bash has to be 4.4 or later; that of macOS is older.
    """  # noqa: D301 - \b is click's mark for text that keeps its lines
    group = ctx.find_root().command
    script = get_completion_class(shell)
    if script is None or not isinstance(group, LazyGroup):
        raise TypeError(f"click cannot complete in {shell}")
    click.echo(script(group, {}, "tenantry", "_TENANTRY_COMPLETE").source())
    return 0
