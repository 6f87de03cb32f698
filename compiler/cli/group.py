"""A command group that imports a command's module only when it is called."""

import contextlib
import importlib
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import click

from compiler.spelling import find_nearest


def drop_stdout() -> None:
    """Let what is still to be written to stdout go nowhere, without an error."""
    # A stream of a test's has no descriptor, and nothing that would be flushed later.
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@contextlib.contextmanager
def _reader_may_leave() -> Iterator[None]:
    """End the command well where its reader goes away (`tenantry sql hr | head`)."""
    try:
        yield
    except BrokenPipeError:
        # click would say 1, which means that there are findings.
        drop_stdout()
        raise click.exceptions.Exit(0) from None


class LazyGroup(click.Group):
    """A group whose commands stand in modules that are imported when they are needed.

    Args:
        commands_by_module: name of a command to the module that has it, as a
            `click.Command` of that name, hyphens as underscores, with `_command`
            behind it.
    """

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - handed through to click
        commands_by_module: Mapping[str, str],
        **kwargs: Any,  # noqa: ANN401 - handed through to click
    ) -> None:
        super().__init__(*args, **kwargs)
        self._modules = dict(commands_by_module)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's form
        """Return the names of the commands, in the order in which they were given."""
        return list(self._modules)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's form
        cmd_name: str,
    ) -> click.Command | None:
        """Return a command, or nothing where there is none of that name."""
        module = self._modules.get(cmd_name)
        if module is None:
            return None
        attribute = f"{cmd_name.replace('-', '_')}_command"
        command = getattr(importlib.import_module(module), attribute)
        if not isinstance(command, click.Command):
            message = f"{module}.{attribute} is no command"
            raise TypeError(message)
        return command

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - handed through to click
    ) -> click.Context:
        """Return the context of a call; printing the help may end it."""
        with _reader_may_leave():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command and return its exit code."""
        with _reader_may_leave():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name; the nearest one helps a typo."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = find_nearest(args[0], tuple(self._modules))
            if not near:
                raise
            message = f"{error.message} Did you mean {near}?"
            raise click.UsageError(message, ctx) from error
