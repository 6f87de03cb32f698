"""Domains."""

from compiler.model.domain import Domain
from compiler.render.comment import render_comment
from compiler.render.expression import arrange_default, arrange_expression
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


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
    target = domain.name.sql
    return (
        Statement(sql=sql, object=domain, as_owner=True),
        *render_comment(domain, f"DOMAIN {target}", domain.description),
        *(
            statement
            for check in domain.checks
            for statement in render_comment(
                domain,
                f"CONSTRAINT {quote_identifier(check.name)} ON DOMAIN {target}",
                check.description,
            )
        ),
    )
