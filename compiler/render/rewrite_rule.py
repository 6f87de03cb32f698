"""Rewrite rules."""

from compiler.model.rewrite_rule import RewriteRule
from compiler.render.comment import render_comment
from compiler.render.expression import arrange_expression
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_rewrite_rule(rule: RewriteRule) -> tuple[Statement, ...]:
    """Return the creation of a rewrite rule, and its comment."""
    sql = render_file(
        "compiler.render",
        "rewrite_rule/create",
        rule=rule,
        condition=arrange_expression(rule.condition, 2) if rule.condition else "",
        kind="INSTEAD" if rule.instead else "ALSO",
        # In parentheses even where it is one, so that any number stands there.
        actions=arrange_expression(rule.actions, 2) if rule.actions else "NOTHING",
    )
    target = f"RULE {quote_identifier(rule.name)} ON {rule.table.sql}"
    return (
        Statement(sql=sql, object=rule, as_owner=True),
        *render_comment(rule, target, rule.description),
    )
