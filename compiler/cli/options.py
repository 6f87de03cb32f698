"""Options that several commands have."""

from pathlib import Path

import click

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
