"""The conditions of policies, and the functions that they call."""

import functools
import itertools
import re
from collections.abc import Iterator
from typing import Final

from compiler.build.blueprint import Blueprint
from compiler.model.policy import Policy
from compiler.model.routine import Routine, Volatility
from compiler.syntax.expression import parse_expression
from compiler.syntax.libpg_query import SqlError

_TEXT: Final = re.compile(r"'[^'\\]*'")
_VOLATILE: Final = frozenset(
    {
        "clock_timestamp",
        "currval",
        "gen_random_uuid",
        "lastval",
        "nextval",
        "random",
        "random_normal",
        "set_config",
        "setval",
        "timeofday",
        "uuidv4",
        "uuidv7",
    }
)
"""PostgreSQL's own volatile functions that a condition might call."""


_LESS_STEADY: Final[tuple[Volatility, ...]] = ("immutable", "stable", "volatile")


def policy_conditions(blueprint: Blueprint) -> Iterator[tuple[Policy, str]]:
    """Yield the conditions of all policies that can be parsed.

    Each text in them is `'x'`, for conditions that differ only in the name of their
    table say the same about functions, and are parsed once.
    """
    for item in blueprint.origins:
        if isinstance(item, Policy):
            for condition in (item.using, item.with_check):
                forms = (_TEXT.sub("'x'", condition), condition)
                parsed = filter(_can_be_parsed, forms if condition else ())
                yield from ((item, form) for form in itertools.islice(parsed, 1))


@functools.lru_cache(maxsize=4096)
def _can_be_parsed(condition: str) -> bool:
    """Return whether a condition is short enough still, with schemas before names."""
    try:
        parse_expression(condition)
    except SqlError:
        return False
    return True


def known_volatilities(blueprint: Blueprint) -> dict[tuple[str, ...], Volatility]:
    """Return the volatility of the functions that are known, by their whole names.

    Those are the project's, and the volatile ones of PostgreSQL's own. Of several by
    one name the least steady counts.
    """
    known: dict[tuple[str, ...], Volatility] = {}
    for own in _VOLATILE:
        known[(own,)] = known["pg_catalog", own] = "volatile"
    for item in blueprint.origins:
        if isinstance(item, Routine):
            name = (item.name.schema, item.name.name)
            both = (item.volatility, known.get(name, item.volatility))
            known[name] = max(both, key=_LESS_STEADY.index)
    return known
