"""Roles and memberships.

Superuser, row-level security and replication are never spoken of: a new role has none
of them, and an ordinary role is refused even a no-op `NOSUPERUSER`.
"""

from compiler.model.role import Membership, Role
from compiler.model.setting import Setting
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.setting import setting_name, setting_value
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_role(role: Role) -> tuple[Statement, ...]:
    """Return the creation of a role with its settings and its comment."""
    sql = render_file(
        "compiler.render", "role/create", role=role, attributes=_attributes(role)
    )
    return (
        _statement(role, sql),
        *(_set(role, setting) for setting in role.settings),
        *_comment(role),
    )


def render_alter_role(before: Role, after: Role) -> tuple[Statement, ...]:
    """Return what makes one role of another: only attributes that differ."""
    attributes = tuple(
        new
        for old, new in zip(_attributes(before), _attributes(after), strict=True)
        if old != new
    )
    altered: tuple[Statement, ...] = ()
    if attributes:
        sql = render_file(
            "compiler.render", "role/alter", role=after, attributes=attributes
        )
        altered = (_statement(after, sql),)
    wanted = {setting.parameter for setting in after.settings}
    return (
        *altered,
        *(_reset(after, old) for old in before.settings if old.parameter not in wanted),
        *(_set(after, new) for new in after.settings if new not in before.settings),
        *render_comment_change(
            after,
            f"ROLE {quote_identifier(after.name)}",
            before.description,
            after.description,
            as_owner=False,
        ),
    )


def render_create_membership(membership: Membership) -> tuple[Statement, ...]:
    """Return the grant of a role to its member."""
    sql = render_file("compiler.render", "membership/create", membership=membership)
    return (Statement(sql=sql, object=membership, as_owner=False),)


def render_alter_membership(
    before: Membership, after: Membership
) -> tuple[Statement, ...]:
    """Return what lets a member grant a role on, or use it as all members do."""
    if after.usual and not before.usual:
        return (*render_drop_membership(before), *render_create_membership(after))
    if after.admin_option:
        return render_create_membership(after)
    return render_drop_membership(before, option_only=True)


def render_drop_membership(
    membership: Membership, *, option_only: bool = False
) -> tuple[Statement, ...]:
    """Return what takes a role from its member, or only the right to grant it on."""
    sql = render_file(
        "compiler.render",
        "membership/drop",
        membership=membership,
        option_only=option_only,
    )
    return (Statement(sql=sql, object=membership, as_owner=False),)


def _attributes(role: Role) -> tuple[str, ...]:
    return (
        "LOGIN" if role.login else "NOLOGIN",
        "INHERIT" if role.inherit else "NOINHERIT",
        "CREATEROLE" if role.create_role else "NOCREATEROLE",
        "CREATEDB" if role.create_database else "NOCREATEDB",
    )


def _set(role: Role, setting: Setting) -> Statement:
    sql = render_file(
        "compiler.render",
        "role/set",
        role=role,
        parameter=setting_name(setting),
        value=setting_value(setting),
    )
    return _statement(role, sql)


def _reset(role: Role, setting: Setting) -> Statement:
    sql = render_file(
        "compiler.render", "role/reset", role=role, parameter=setting_name(setting)
    )
    return _statement(role, sql)


def _comment(role: Role) -> tuple[Statement, ...]:
    target = f"ROLE {quote_identifier(role.name)}"
    return render_comment(role, target, role.description, as_owner=False)


def _statement(role: Role, sql: str) -> Statement:
    return Statement(sql=sql, object=role, as_owner=False)
