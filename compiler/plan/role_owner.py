"""Which database a role belongs to: the last line of its comment says it.

Roles belong to the whole server, so two databases could fight over one. What the line
names decides, as long as that database exists.
"""

import dataclasses
import re
from collections.abc import Iterable
from typing import Final

from compiler.model.catalog import DatabaseObject
from compiler.model.role import Role

_MARK: Final = "tenantry: database "
_LINE: Final = re.compile(rf"^{_MARK}(.+)$", re.MULTILINE)


def claim_role(role: Role, database: str) -> Role:
    """Return the role with a description that says which database it belongs to."""
    description = f"{role.description.strip()}\n\n{_MARK}{database}".strip()
    return dataclasses.replace(role, description=description)


def owning_database(role: Role) -> str | None:
    """Return the database that a role's description names, or nothing."""
    found = _LINE.findall(role.description)
    return found[-1] if found else None


def claim_roles(
    objects: Iterable[DatabaseObject], database: str
) -> tuple[DatabaseObject, ...]:
    """Return the objects, their roles with the database that they belong to."""
    return tuple(
        claim_role(each, database) if isinstance(each, Role) else each
        for each in objects
    )
