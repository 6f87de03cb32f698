"""Default privileges."""

from compiler.model.default_privileges import DefaultPrivileges
from compiler.render.grant import privilege_words, role_names
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file


def render_create_default_privileges(
    defaults: DefaultPrivileges, owner: str
) -> tuple[Statement, ...]:
    """Return what gives or takes privileges on objects to come.

    Args:
        defaults: the privileges.
        owner: the role that owns the platform, which speaks for itself alone.
    """
    return (_render(defaults, owner, revoke=defaults.revoke),)


def render_drop_default_privileges(
    defaults: DefaultPrivileges, owner: str
) -> tuple[Statement, ...]:
    """Return what takes back what was said of objects to come.

    Args:
        defaults: the privileges.
        owner: the role that owns the platform.
    """
    return (_render(defaults, owner, revoke=not defaults.revoke),)


def _render(defaults: DefaultPrivileges, owner: str, *, revoke: bool) -> Statement:
    sql = render_file(
        "compiler.render",
        "default_privileges/create",
        defaults=defaults,
        action="REVOKE" if revoke else "GRANT",
        direction="FROM" if revoke else "TO",
        privileges=privilege_words(defaults.privileges),
        roles=role_names(defaults.roles),
    )
    as_owner = defaults.for_role == owner
    return Statement(sql=sql, object=defaults, as_owner=as_owner)
