"""Storage parameters of tables, columns, indexes and operator classes."""

from collections.abc import Mapping
from typing import Final

from compiler.build.known_parameters import Values
from compiler.build.scope import Scope
from compiler.document import MappingNode, as_scalar
from compiler.model.parameter import Parameter
from compiler.spelling import find_nearest

_MAX_LISTED: Final = 12


def build_parameters(
    scope: Scope, node: MappingNode, known: Mapping[str, Values], owner: str
) -> tuple[Parameter, ...]:
    """Return the parameters of a mapping; what PostgreSQL would refuse is a finding.

    Args:
        scope: where the mapping stands.
        node: names and values.
        known: the parameters that there are.
        owner: what has them, as in `a table`.
    """
    built = []
    for key, item in node:
        value = as_scalar(item)
        values = known.get(key.text)
        if values is None:
            scope.findings.error(
                "unknown-storage-parameter",
                key.position,
                f'"{key.text}" is no parameter of {owner}',
                _help(key.text, known),
            )
        elif not values.accepts(value.text):
            scope.findings.error(
                "invalid-storage-parameter",
                value.position,
                f'{key.text} cannot be "{value.text}"',
                f"Write {values.wanted}.",
            )
        built.append((key.text, value.text))
    return tuple(built)


def _help(name: str, known: Mapping[str, Values]) -> str:
    near = find_nearest(name, tuple(known))
    if near:
        return f"Write {near}."
    if 0 < len(known) <= _MAX_LISTED:
        return f"Write one of {', '.join(known)}."
    return "Remove it."
