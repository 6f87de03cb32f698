"""Parameters and settings, which the catalogs keep as `name=value`."""

from collections.abc import Iterable

from compiler.model.parameter import Parameter


def parse_parameters(
    options: Iterable[str], toast_options: Iterable[str] = ()
) -> tuple[Parameter, ...]:
    """Return parameters in the order in which they were set.

    Args:
        options: as `reloptions` has them.
        toast_options: those of the table in which long values are kept.
    """
    own = (_parse(option) for option in options)
    toast = (_parse(option) for option in toast_options)
    return (*own, *((f"toast.{name}", value) for name, value in toast))


def _parse(option: str) -> Parameter:
    name, _, value = option.partition("=")
    return name, value
