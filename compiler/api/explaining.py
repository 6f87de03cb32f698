"""The calls that explain the rules which findings name."""

from compiler.diagnostics import Page
from compiler.errors import UsageError
from compiler.load.wording import show
from compiler.spelling import find_nearest


def explain(rule: str) -> Page:
    """Return the page of a rule: what it finds, why, and an example with its cure.

    Args:
        rule: its name, as findings show it.

    Raises:
        UsageError: there is no such rule.
    """
    from compiler.rules.page import read_page, rule_names

    known = rule_names()
    if rule not in known:
        near = find_nearest(rule.lower(), known)
        message = f"there is no rule {show(rule)}"
        remedy = f"Write {near}." if near else "List them by `tenantry explain`."
        raise UsageError(message, help=remedy)
    return read_page(rule)


def explain_all() -> tuple[Page, ...]:
    """Return the pages of all rules, by name."""
    from compiler.rules.page import read_page, rule_names

    return tuple(read_page(name) for name in rule_names())
