"""What a rule is: a name, and a function from the blueprint to findings."""

import dataclasses
from collections.abc import Callable, Iterator

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule over the whole of the specs.

    Args:
        name: kebab-case; the name of its module, its findings and its test case.
        check: yields what is wrong; it reads nothing but the blueprint.
        waivable: whether a spec may allow what it finds; not where PostgreSQL would
            refuse the SQL.
    """

    name: str
    check: Callable[[Blueprint], Iterator[Finding]]
    waivable: bool
