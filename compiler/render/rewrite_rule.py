"""Rewrite rules."""

import dataclasses

from compiler.model.rewrite_rule import RewriteRule
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.expression import arrange_expression
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_rewrite_rule(rule: RewriteRule) -> tuple[Statement, ...]:
    """Return the creation of a rewrite rule, and its comment."""
    return (
        _define(rule, or_replace=""),
        *render_comment(rule, _target(rule), rule.description),
    )


def render_alter_rewrite_rule(
    before: RewriteRule, after: RewriteRule
) -> tuple[Statement, ...]:
    """Return what makes one rewrite rule of another."""
    told_apart = dataclasses.replace(before, description=after.description)
    return (
        *((_define(after, or_replace="OR REPLACE "),) if told_apart != after else ()),
        *render_comment_change(
            after, _target(after), before.description, after.description
        ),
    )


def _target(rule: RewriteRule) -> str:
    return f"RULE {quote_identifier(rule.name)} ON {rule.table.sql}"


def _define(rule: RewriteRule, *, or_replace: str) -> Statement:
    sql = render_file(
        "compiler.render",
        "rewrite_rule/create",
        rule=rule,
        or_replace=or_replace,
        condition=arrange_expression(rule.condition, 2) if rule.condition else "",
        kind="INSTEAD" if rule.instead else "ALSO",
        # In parentheses even where it is one, so that any number stands there.
        actions=arrange_expression(rule.actions, 2) if rule.actions else "NOTHING",
    )
    return Statement(sql=sql, object=rule, as_owner=True)
