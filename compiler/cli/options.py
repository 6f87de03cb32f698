"""Options that several commands have."""

from pathlib import Path

import click


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
