"""Rewrite rules, as the catalogs have them."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from compiler.introspect.facts import SchemaFacts
from compiler.model.name import QualifiedName
from compiler.model.rewrite_rule import RewriteRule, RuleEvent
from compiler.syntax.commas import hide_quoted

_EVENTS: Final[Mapping[str, RuleEvent]] = {"2": "update", "3": "insert", "4": "delete"}
"""Source: PostgreSQL documentation, "pg_rewrite"."""

# Behind each word stands a space, or a line ends there.
_WHERE: Final = re.compile(r"\sWHERE\s")
_DO: Final = re.compile(r"\sDO(?:\s+INSTEAD)?\s")


def build_rewrite_rules(facts: SchemaFacts) -> Iterator[RewriteRule]:
    """Yield the rewrite rules of a schema that make no views."""
    for fact in facts.of("rewrite_rule"):
        condition, actions = cut_rule(fact["definition"])
        yield RewriteRule(
            table=QualifiedName(fact["schema"], fact["table"]),
            name=fact["name"],
            event=_EVENTS[fact["event"]],
            instead=fact["instead"],
            condition=condition,
            actions=actions,
            description=fact["description"],
        )


def cut_rule(definition: str) -> tuple[str, str]:
    """Return the condition and the actions of a rule out of its definition.

    Args:
        definition: as `pg_get_ruledef` gives it. The first WHERE and the first DO are
            the rule's own: as names these words are quoted.

    Raises:
        ValueError: it is no definition of a rule.
    """
    hidden = hide_quoted(definition)
    do = _DO.search(hidden)
    if do is None:
        raise ValueError(definition)
    where = _WHERE.search(hidden, 0, do.start())
    condition = definition[where.end() : do.start()].strip() if where else ""
    actions = definition[do.end() :].strip().removesuffix(";")
    # One action has no semicolon, and may begin with a parenthesis of its own.
    if ";" in hide_quoted(actions):
        actions = actions.removeprefix("(").removesuffix(")").strip().removesuffix(";")
    return condition, "" if actions == "NOTHING" else actions.strip()
