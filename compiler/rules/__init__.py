"""Rules over the specs as a whole, one module each."""

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding
from compiler.rules import duplicate_name, no_retention_rule
from compiler.rules.rule import Rule

RULES: tuple[Rule, ...] = (duplicate_name.RULE, no_retention_rule.RULE)
"""Every rule; all else about rules is derived from this."""


def check_rules(blueprint: Blueprint) -> tuple[Finding, ...]:
    """Return what the rules find."""
    return tuple(finding for rule in RULES for finding in rule.check(blueprint))
