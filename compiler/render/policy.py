"""Policies and row-level security."""

from compiler.model.policy import Policy, RowSecurity
from compiler.render.comment import render_comment
from compiler.render.expression import arrange_expression
from compiler.render.grant import role_names
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_policy(policy: Policy) -> tuple[Statement, ...]:
    """Return the creation of a policy, and its comment."""
    sql = render_file(
        "compiler.render",
        "policy/create",
        policy=policy,
        combined="PERMISSIVE" if policy.permissive else "RESTRICTIVE",
        roles=role_names(policy.roles),
        using=arrange_expression(policy.using, 2) if policy.using else "",
        with_check=(
            arrange_expression(policy.with_check, 2) if policy.with_check else ""
        ),
    )
    target = f"POLICY {quote_identifier(policy.name)} ON {policy.table.sql}"
    return (
        Statement(sql=sql, object=policy, as_owner=True),
        *render_comment(policy, target, policy.description),
    )


def render_create_row_security(row_security: RowSecurity) -> tuple[Statement, ...]:
    """Return what turns row-level security on, for the table's owner too."""
    sql = render_file(
        "compiler.render", "row_security/create", row_security=row_security
    )
    return (Statement(sql=sql, object=row_security, as_owner=True),)
