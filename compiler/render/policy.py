"""Policies and row-level security."""

from collections.abc import Iterator

from compiler.model.policy import Policy, RowSecurity
from compiler.render.comment import render_comment, render_comment_change
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
        using=_condition(policy.using),
        with_check=_condition(policy.with_check),
    )
    target = f"POLICY {quote_identifier(policy.name)} ON {policy.table.sql}"
    return (
        Statement(sql=sql, object=policy, as_owner=True),
        *render_comment(policy, target, policy.description),
    )


def render_create_row_security(row_security: RowSecurity) -> tuple[Statement, ...]:
    """Return what turns row-level security on, for the table's owner too."""
    return _row_security(row_security, tuple(_actions(None, row_security)))


def render_alter_row_security(
    before: RowSecurity, after: RowSecurity
) -> tuple[Statement, ...]:
    """Return what turns row-level security as far on as it is wanted."""
    return _row_security(after, tuple(_actions(before, after)))


def _row_security(item: RowSecurity, actions: tuple[str, ...]) -> tuple[Statement, ...]:
    sql = render_file(
        "compiler.render", "row_security/create", row_security=item, actions=actions
    )
    return (Statement(sql=sql, object=item, as_owner=True),)


def _actions(before: RowSecurity | None, after: RowSecurity) -> Iterator[str]:
    if (before is not None and before.enabled) != after.enabled:
        yield f"{'ENABLE' if after.enabled else 'DISABLE'} ROW LEVEL SECURITY"
    if (before is not None and before.forced) != after.forced:
        yield f"{'FORCE' if after.forced else 'NO FORCE'} ROW LEVEL SECURITY"


def render_alter_policy(before: Policy, after: Policy) -> tuple[Statement, ...]:
    """Return what makes one policy of another: only what differs."""
    target = f"POLICY {quote_identifier(after.name)} ON {after.table.sql}"
    changed = {
        "roles": role_names(after.roles) if before.roles != after.roles else (),
        "using": _condition(after.using) if before.using != after.using else "",
        "with_check": (
            _condition(after.with_check)
            if before.with_check != after.with_check
            else ""
        ),
    }
    altered: tuple[Statement, ...] = ()
    if any(changed.values()):
        sql = render_file("compiler.render", "policy/alter", policy=after, **changed)
        altered = (Statement(sql=sql, object=after, as_owner=True),)
    return (
        *altered,
        *render_comment_change(after, target, before.description, after.description),
    )


def _condition(expression: str) -> str:
    return arrange_expression(expression, 2) if expression else ""
