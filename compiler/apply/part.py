"""The parts of an installation: the shared objects, and each tenant's.

A part is installed in one transaction and remembered by the hash of its SQL. Roles are
no part of it: they belong to the whole server, and converge on every run.
"""

import dataclasses
import functools
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from compiler.apply.present import Present, leave_out_present
from compiler.execute.script import join_statements
from compiler.model.aggregate import Aggregate
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.model.setting import Setting
from compiler.names import SENTINEL_TENANT
from compiler.render.script import (
    CHECK_BODIES,
    LEAVE_BODIES_UNCHECKED,
    RESET_ROLE,
    arrange_statements,
)
from compiler.render.statement import Statement
from compiler.syntax.quote import SentinelText, replace_sentinel

SHARED: Final = "(shared)"
"""Name of the shared part; the parentheses keep it apart from every tenant's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSet:
    """Roles, and who is a member of which."""

    roles: tuple[Role, ...]
    memberships: tuple[Membership, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is installed in one transaction.

    Args:
        name: `SHARED`, or the id of the tenant.
        sql: every statement, roles aside; nobody's transaction control in it.
        statements: which statement each of the texts in `sql` belongs to; nothing
            where it only says who runs the next ones.
        schemas: those that it creates.
        routine_owners: who owns its routines, the platform's owner aside.
    """

    name: str
    sql: str
    statements: tuple[Statement | None, ...]
    content_hash: str
    role_set: RoleSet
    schemas: tuple[str, ...]
    routine_owners: tuple[str, ...]

    def text_of(self, statement: Statement) -> str:
        """Return a statement's text as this part has it."""
        if self.name == SHARED:
            return statement.sql
        return replace_sentinel(statement.sql, self.name)


class TenantParts:
    """The blueprint's part, to be filled in for one tenant after another."""

    def __init__(
        self, statements: Iterable[Statement], owner: str, present: Present
    ) -> None:
        self.blueprint = build_part(SENTINEL_TENANT, statements, owner, present)
        self._text = SentinelText(self.blueprint.sql)

    def part_of(self, tenant_id: str) -> Part:
        """Return the part of a tenant; its hash is the blueprint's."""
        fill = functools.partial(_fill, tenant_id)
        blueprint = self.blueprint
        return dataclasses.replace(
            blueprint,
            name=tenant_id,
            sql=self._text.for_tenant(tenant_id),
            role_set=self.roles_of(tenant_id),
            schemas=tuple(map(fill, blueprint.schemas)),
            routine_owners=tuple(map(fill, blueprint.routine_owners)),
        )

    def roles_of(self, tenant_id: str) -> RoleSet:
        """Return the roles of a tenant."""
        fill = functools.partial(_fill, tenant_id)
        found = self.blueprint.role_set
        return RoleSet(
            roles=tuple(_fill_role(role, tenant_id) for role in found.roles),
            memberships=tuple(
                dataclasses.replace(
                    item, role=fill(item.role), member=fill(item.member)
                )
                for item in found.memberships
            ),
        )


def build_part(
    name: str, statements: Iterable[Statement], owner: str, present: Present
) -> Part:
    """Return a part of statements that stand in the order of execution.

    Args:
        name: of the part.
        statements: rendered, roles and memberships among them.
        owner: the role that owns the platform.
        present: what is there already; the hash does not depend on it.
    """
    everything = tuple(statements)
    objects = tuple(dict.fromkeys(each.object for each in everything))
    own = tuple(
        each for each in everything if not isinstance(each.object, Role | Membership)
    )
    pieces = tuple(_arrange(leave_out_present(own, present, owner), owner))
    text = join_statements(each.sql for each in own)
    return Part(
        name=name,
        sql=join_statements(sql for sql, _ in pieces),
        statements=tuple(statement for _, statement in pieces),
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        role_set=RoleSet(
            roles=tuple(item for item in objects if isinstance(item, Role)),
            memberships=tuple(item for item in objects if isinstance(item, Membership)),
        ),
        schemas=tuple(
            item.name
            for item in objects
            if isinstance(item, Schema) and item.name not in present.schemas
        ),
        routine_owners=tuple(
            dict.fromkeys(
                item.owner
                for item in objects
                if isinstance(item, Routine | Aggregate) and item.owner != owner
            )
        ),
    )


def _arrange(
    statements: Iterable[Statement], owner: str
) -> Iterator[tuple[str, Statement | None]]:
    yield LEAVE_BODIES_UNCHECKED, None
    yield from arrange_statements(statements, owner)
    yield RESET_ROLE, None
    # Once all is there, the bodies are validated.
    yield CHECK_BODIES, None


def _fill_role(role: Role, tenant_id: str) -> Role:
    fill = functools.partial(_fill, tenant_id)
    return dataclasses.replace(
        role,
        name=fill(role.name),
        description=fill(role.description),
        settings=tuple(
            Setting(
                parameter=setting.parameter, values=tuple(map(fill, setting.values))
            )
            for setting in role.settings
        ),
    )


def _fill(tenant_id: str, text: str) -> str:
    """Return a name, or other text that is no SQL, as it is for a tenant."""
    return text.replace(SENTINEL_TENANT, tenant_id)
