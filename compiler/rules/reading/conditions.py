"""The conditions of policies, and the functions that they call."""

import contextlib
import functools
from collections.abc import Iterator
from typing import Final

from compiler.build.blueprint import Blueprint
from compiler.model.policy import Policy
from compiler.model.routine import Routine, Volatility
from compiler.syntax.expression import parse_expression
from compiler.syntax.lexer import PLAIN_TEXT
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.names_used import ParsedExpression
from compiler.syntax.volatile_functions import VOLATILE_FUNCTIONS

_FROM_STEADIEST: Final[tuple[Volatility, ...]] = ("immutable", "stable", "volatile")
"""The volatilities, the steadiest first."""


def policy_conditions(blueprint: Blueprint) -> Iterator[tuple[Policy, str]]:
    """Yield the conditions of policies that can be parsed, each text in them `'x'`."""
    for item in blueprint.origins:
        if isinstance(item, Policy):
            for condition in filter(None, (item.using, item.with_check)):
                parsed = parse_condition(condition)
                if parsed is not None:
                    yield item, parsed[0]


@functools.lru_cache(maxsize=4096)
def parse_condition(condition: str) -> tuple[str, ParsedExpression] | None:
    """Return a condition with `'x'` for each text in it, and the names that it uses.

    Conditions that differ only in the name of their table say the same about all else,
    and are parsed once.

    Returns:
        Nothing for one that is too long, now that schemas stand before its names.
    """
    for form in (PLAIN_TEXT.sub("'x'", condition), condition):
        with contextlib.suppress(SqlError):
            return form, parse_expression(form)
    return None


def known_volatilities(blueprint: Blueprint) -> dict[tuple[str, ...], Volatility]:
    """Return the volatility of the functions that are known, by their whole names.

    Those are the project's, and the volatile ones of PostgreSQL's own. Of several by
    one name the least steady counts.
    """
    known: dict[tuple[str, ...], Volatility] = {}
    for own in VOLATILE_FUNCTIONS:
        known[(own,)] = known["pg_catalog", own] = "volatile"
    for item in blueprint.origins:
        if isinstance(item, Routine):
            name = (item.name.schema, item.name.name)
            both = (item.volatility, known.get(name, item.volatility))
            known[name] = max(both, key=_FROM_STEADIEST.index)
    return known
