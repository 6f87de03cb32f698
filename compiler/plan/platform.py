"""What a platform is called and who is in it, which no change says."""

from collections.abc import Iterable
from dataclasses import dataclass

from compiler.model.extension import Extension
from compiler.model.name import QualifiedName
from compiler.names import SENTINEL_TENANT


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A tenant as the control plane knows it.

    Args:
        name: what people call it.
        overrides: retention rule to the interval that it keeps rows for.
    """

    id: str
    name: str
    schema: str
    role: str
    overrides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """What a platform is called, and who is in it.

    Args:
        schema: of the control plane.
        owner: the role that owns every object.
        called: what a tenant is called.
        tenants_table: lists the tenants.
        tenant_column: names the tenant in each of its rows.
        postgres: the oldest major version of PostgreSQL that the SQL runs on.
        tenants: all that the specs list.
        shared_roles: that stand once.
        tenant_roles: of a tenant, as the sentinel tenant's.
        extensions: that the database has to have.
        event_triggers: whether specs ask for any, which only superusers make.
    """

    schema: str
    owner: str
    called: str
    tenants_table: QualifiedName
    tenant_column: str
    postgres: int
    tenants: tuple[Registered, ...]
    shared_roles: tuple[str, ...]
    tenant_roles: tuple[str, ...]
    extensions: tuple[Extension, ...]
    event_triggers: bool

    def roles(self, tenants: Iterable[str]) -> tuple[str, ...]:
        """Return the roles that stand once, and those of tenants."""
        return (*self.shared_roles, *self.own_roles(tenants))

    def own_roles(self, tenants: Iterable[str]) -> tuple[str, ...]:
        """Return the roles that tenants have, each its own."""
        return tuple(
            name.replace(SENTINEL_TENANT, one)
            for one in tenants
            for name in self.tenant_roles
        )

    @property
    def overrides_table(self) -> QualifiedName:
        """Where a tenant keeps rows longer or shorter than its rule says."""
        return QualifiedName(self.schema, "retention_overrides")
