"""What a shell offers behind a command: kinds of spec, and names from the specs."""

from collections.abc import Callable
from pathlib import Path

import click

Suggest = Callable[[click.Context, click.Parameter, str], list[str]]


def suggest_kinds(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Return the kinds of spec that begin so."""
    from compiler.load.documents import KINDS

    return [kind for kind in KINDS if kind.startswith(incomplete)]


def suggest_names(kind: str) -> Suggest:
    """Return what suggests the names of the specs of a kind, of tenants their ids."""

    def suggest(
        ctx: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[str]:
        """Return the names that begin so; none where the specs cannot be read."""
        from compiler import api
        from compiler.errors import TenantryError

        specs = ctx.params.get("specs")
        if not isinstance(specs, Path):
            return []
        try:
            names = api.names_of(specs, kind)
        except (TenantryError, OSError):
            # Nobody asked for a message while typing.
            return []
        return [name for name in names if name.startswith(incomplete)]

    return suggest
