"""Storage parameters, as `WITH` and `SET` take them."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from compiler.model.parameter import Parameter
from compiler.model.table_part import Thing
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier, quote_literal

_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def arrange_parameters(parameters: Iterable[Parameter]) -> tuple[str, ...]:
    """Return each parameter with its value; `toast.` in front stays a prefix."""
    return tuple(_parameter(*item) for item in parameters)


def _parameter(name: str, value: str) -> str:
    written = value if _NUMBER.fullmatch(value) else quote_literal(value)
    return f"{'.'.join(map(quote_identifier, name.split('.')))} = {written}"


def render_parameter_change(
    item: Thing,
    folder: str,
    values: Mapping[str, object],
    before: Iterable[Parameter],
    after: Iterable[Parameter],
) -> tuple[Statement, ...]:
    """Return what makes one set of parameters of another: only what differs.

    Args:
        item: the thing that the statements belong to.
        folder: of the templates `set` and `reset`.
        values: what the templates name besides.
        before: the parameters that are there.
        after: the parameters that are wanted.
    """
    old, new = dict(before), dict(after)
    gone = tuple(
        ".".join(map(quote_identifier, name.split(".")))
        for name in old
        if name not in new
    )
    # All of them, so that they stand in the order in which they are wanted.
    come = arrange_parameters(new.items() if new.items() - old.items() else ())
    return tuple(
        Statement(
            sql=render_file(
                "compiler.render", f"{folder}/{action}", parameters=parameters, **values
            ),
            object=item,
            as_owner=True,
        )
        for action, parameters in (("reset", gone), ("set", come))
        if parameters
    )
