"""The command line: arguments in, text and an exit code out. It decides nothing."""

import gc
import sys
import traceback
from collections.abc import Sequence

import click

from compiler.cli.group import LazyGroup, drop_stdout
from compiler.errors import CannotRun, TenantryError

_BETWEEN_COLLECTIONS = (10_000, 1_000, 1_000)
"""How many new objects there are before Python looks for cycles among them; how often
it does before it looks through older ones, and through all."""

EXIT_USAGE = 64
EXIT_FAULT = 70
EXIT_INTERRUPTED = 130

COMMANDS = {
    "init": "compiler.cli.starting",
    "new": "compiler.cli.starting",
    "ls": "compiler.cli.listing",
    "show": "compiler.cli.showing",
    "fmt": "compiler.cli.formatting",
    "check": "compiler.cli.specs",
    "explain": "compiler.cli.explain",
    "compile": "compiler.cli.specs",
    "sql": "compiler.cli.specs",
    "plan": "compiler.cli.planning",
    "drift": "compiler.cli.planning",
    "diff": "compiler.cli.planning",
    "apply": "compiler.cli.applying",
    "rollback": "compiler.cli.rolling_back",
    "drop-tenant": "compiler.cli.dropping",
    "status": "compiler.cli.status",
    "metrics": "compiler.cli.status",
    "up": "compiler.cli.servers",
    "down": "compiler.cli.servers",
    "psql": "compiler.cli.servers",
    "dsn": "compiler.cli.servers",
    "completion": "compiler.cli.completion",
}
"""Each command with the module that has it; a module is imported when it is called."""


@click.group(
    cls=LazyGroup,
    commands_by_module=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(package_name="tenantry", prog_name="tenantry")
def tenantry() -> None:
    """Compile YAML specs into PostgreSQL for platforms with many tenants.

    Each tenant gets a schema of its own, from one blueprint, with row-level security
    on every table.

    \b
    Start here:
      tenantry init shop        write a project to start from
      tenantry check            what is wrong with the specs
      tenantry compile          write the SQL to out/, for review
      tenantry up               install it in a PostgreSQL that tenantry starts
      tenantry psql hr          look at it as the tenant hr

    \b
    Exit codes: 0 done · 1 findings · 2 differences · 3 refused · 4 could not run ·
    5 some tenants failed · 64 called wrongly · 70 a fault of its own · 130 interrupted
    """  # noqa: D301 - \b is click's mark for text that keeps its lines


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code.

    What nobody foresaw has an exit code of its own, so that no caller takes it for
    findings.
    """
    # What a command makes it keeps to its end; Python would look through all of it for
    # cycles again and again, which takes a fifth of the time.
    gc.set_threshold(*_BETWEEN_COLLECTIONS)
    try:
        code = run(arguments)
    except Exception:  # noqa: BLE001 - the last place where it can be caught
        traceback.print_exc()
        click.echo("This is a fault of tenantry's own; please report it.", err=True)
        code = EXIT_FAULT
    # The last of those searches, as the process ends, would free what ends with it.
    gc.freeze()
    sys.exit(code)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        arguments: without the program's name; those of the process if not given.
    """
    try:
        code = tenantry.main(
            args=None if arguments is None else list(arguments),
            prog_name="tenantry",
            standalone_mode=False,
        )
    except click.UsageError as error:
        error.show()
        return EXIT_USAGE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return EXIT_INTERRUPTED
    except TenantryError as error:
        click.secho("error: ", fg="red", bold=True, nl=False, err=True)
        click.echo(error.message, err=True)
        if error.help:
            click.echo(f"  help: {error.help}", err=True)
        return error.exit_code
    except OSError as error:
        drop_stdout()
        click.echo(f"error: {error.strerror or error}", err=True)
        return CannotRun.exit_code
    return code if isinstance(code, int) else 0
