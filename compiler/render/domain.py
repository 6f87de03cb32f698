"""Domains."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from compiler.model.domain import Domain, DomainCheck
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.expression import arrange_default, arrange_expression
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier

_Action: TypeAlias = tuple[str, dict[str, str]]
"""The name of a template, and what it names."""


def render_create_domain(domain: Domain) -> tuple[Statement, ...]:
    """Return the creation of a domain, and the comments on it and on its checks."""
    sql = render_file(
        "compiler.render",
        "domain/create",
        domain=domain,
        default=arrange_default(domain.default, 2) if domain.default else "",
        checks=tuple(
            (check.name, arrange_expression(check.expression, 2))
            for check in domain.checks
        ),
    )
    return (
        Statement(sql=sql, object=domain, as_owner=True),
        *render_comment(domain, f"DOMAIN {domain.name.sql}", domain.description),
        *_check_comments(domain, {}),
    )


def render_alter_domain(before: Domain, after: Domain) -> tuple[Statement, ...]:
    """Return what makes one domain of another: only what differs."""
    old = {check.name: check for check in before.checks}
    changed = {
        check.name
        for check in after.checks
        if check.name in old and old[check.name].expression != check.expression
    }
    actions = (*_value_changes(before, after), *_check_changes(old, after, changed))
    kept = {name: each for name, each in old.items() if name not in changed}
    return (
        *(
            Statement(
                sql=render_file(
                    "compiler.render", f"domain/{action}", domain=after, **values
                ),
                object=after,
                as_owner=True,
            )
            for action, values in actions
        ),
        *render_comment_change(
            after, f"DOMAIN {after.name.sql}", before.description, after.description
        ),
        *_check_comments(after, kept),
    )


def _value_changes(before: Domain, after: Domain) -> Iterator[_Action]:
    if before.default != after.default:
        default = arrange_default(after.default, 2) if after.default else ""
        yield "default", {"default": default}
    if before.not_null != after.not_null:
        yield "not_null", {"word": "SET" if after.not_null else "DROP"}


def _check_changes(
    old: Mapping[str, DomainCheck], after: Domain, changed: set[str]
) -> Iterator[_Action]:
    wanted = {check.name: check for check in after.checks}
    for name in old:
        if name not in wanted or name in changed:
            yield "drop_check", {"name": name}
    for name, check in wanted.items():
        if name not in old or name in changed:
            expression = arrange_expression(check.expression, 2)
            yield "add_check", {"name": name, "expression": expression}


def _check_comments(
    domain: Domain, before: Mapping[str, DomainCheck]
) -> Iterator[Statement]:
    for check in domain.checks:
        old = before.get(check.name)
        yield from render_comment_change(
            domain,
            f"CONSTRAINT {quote_identifier(check.name)} ON DOMAIN {domain.name.sql}",
            old.description if old else "",
            check.description,
        )
