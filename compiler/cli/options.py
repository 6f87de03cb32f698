"""Options that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from compiler.errors import UsageError


class SpecsCommand(click.Command):
    """A command whose only folder is that of the specs, which an option names."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take in the arguments; where one is left over, the option is meant."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if "extra argument" not in error.message:
                raise
            message = f"{error.message}. Name the folder of the specs with --specs."
            raise click.UsageError(message, ctx) from error


# `readable` is for the stages to find out: there it is exit 4, and says what to do.
specs_option = click.option(
    "--specs",
    "specs",
    type=click.Path(path_type=Path, readable=False),
    default=Path("specs"),
    envvar="TENANTRY_SPECS",
    show_default=True,
    show_envvar=True,
    metavar="DIR",
    help="Folder of the specs.",
)

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print the result as JSON."
)

dsn_option = click.option(
    "--dsn",
    metavar="DSN",
    help="A server of your own (a connection string or URI); without it, the "
    "embedded one.",
)

all_option = click.option(
    "--all", "every", is_flag=True, help="All tenants that the specs list."
)

scratch_option = click.option(
    "--scratch",
    metavar="DSN",
    help="Server of the same major version on which what the specs ask for is built, "
    "read and undone; without it, the one that is planned for.",
)


def target_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that name the database which a command is about."""
    for option in (
        click.option("--local", is_flag=True, help="The embedded server."),
        click.option(
            "--dsn",
            envvar="TENANTRY_DSN",
            show_envvar=True,
            metavar="DSN",
            help="The database: a connection string or URI.",
        ),
    ):
        command = option(command)
    return command


def find_target(dsn: str | None, *, local: bool) -> str:
    """Return the connection string of the database that is meant.

    Raises:
        UsageError: none is named, or two are.
    """
    if local and dsn is not None:
        raise UsageError(
            "--local and --dsn (or TENANTRY_DSN) name two databases",
            help="Leave one of them out.",
        )
    if local:
        from compiler import api

        return api.connection(Path(), None).dsn
    if dsn is None or not dsn.strip():
        raise UsageError(
            "no database is named",
            help="Write --dsn DSN, set TENANTRY_DSN, or write --local for the embedded "
            "server.",
        )
    return dsn


def chosen_tenants(tenants: tuple[str, ...], *, every: bool) -> tuple[str, ...]:
    """Return the tenants that are named; none where all are meant.

    Raises:
        UsageError: neither is said, or both are.
    """
    if bool(tenants) == every:
        raise UsageError(
            "tenants are named, or all of them are meant",
            help="Write their ids, or --all.",
        )
    return tenants
