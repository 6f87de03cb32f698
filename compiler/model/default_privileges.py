"""Default privileges: what roles may do with objects that are still to come."""

import dataclasses
from typing import Literal, TypeAlias

FutureObjects: TypeAlias = Literal[
    "tables", "sequences", "functions", "types", "schemas"
]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DefaultPrivileges:
    """Privileges on objects that a role makes later.

    Args:
        for_role: who makes the objects.
        schema: in which they are made; empty for every schema.
        objects: their kind.
        revoke: whether the privileges are taken away, and not given.
        grantable: whether the roles may grant them on.
    """

    for_role: str
    schema: str
    objects: FutureObjects
    revoke: bool
    privileges: tuple[str, ...]
    roles: tuple[str, ...]
    grantable: bool
