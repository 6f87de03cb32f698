"""Roles, and which role is a member of which."""

import dataclasses

from compiler.model.setting import Setting


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role of the server. It is never a superuser and never bypasses row security.

    Args:
        settings: what a session of this role starts with.
    """

    name: str
    login: bool
    inherit: bool
    create_role: bool
    create_database: bool
    settings: tuple[Setting, ...]
    description: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A role that another one is a member of.

    Args:
        role: what is granted.
        member: who gets it.
        admin_option: whether the member may grant it on.
        usual: whether the member may become the role, and has its rights at once just
            if its own attribute says so; since version 16 a grant may say otherwise.
    """

    role: str
    member: str
    admin_option: bool
    usual: bool = True
