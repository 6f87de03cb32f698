"""What is to be installed."""

from collections.abc import Callable
from dataclasses import dataclass

from compiler.apply.part import SHARED, Part, RoleSet, TenantParts, build_part
from compiler.apply.present import Present
from compiler.build.partition_procedure import PROCEDURE
from compiler.build.project import Project
from compiler.build.tenants import Tenant
from compiler.model.extension import Extension
from compiler.model.name import QualifiedName
from compiler.model.role import Role
from compiler.model.routine import Routine
from compiler.model.table_part import Thing
from compiler.names import SENTINEL_TENANT
from compiler.render.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What the specs ask for, rendered.

    Args:
        shared: statements of what stands once, in the order of execution.
        tenant: statements of the sentinel tenant, in the order of execution.
        tenants: who gets them.
        origin: where an object is written: `file:line#/path/in/yaml`.
        tool_version: is stored with what is installed.
    """

    project: Project
    shared: tuple[Statement, ...]
    tenant: tuple[Statement, ...]
    tenants: tuple[Tenant, ...]
    origin: Callable[[Thing], str]
    tool_version: str

    @property
    def installations(self) -> QualifiedName:
        """The table that says what was installed."""
        return QualifiedName(self.project.schema, "installations")

    @property
    def extensions(self) -> tuple[Extension, ...]:
        """The extensions that the database has to have."""
        found = (each.object for each in (*self.shared, *self.tenant))
        return tuple(
            dict.fromkeys(each for each in found if isinstance(each, Extension))
        )

    def part_names(self) -> tuple[str, ...]:
        """Return the names of all parts, the shared one first."""
        return (SHARED, *(tenant.id for tenant in self.tenants))

    def schema_of(self, part: str) -> str:
        """Return the schema that a part is shown as: its tenant's, or the shared."""
        if part == SHARED:
            return self.project.schema
        return self.project.schema_of(part)

    def role_of(self, tenant_id: str) -> str:
        """Return the group role that is a tenant."""
        return self.project.role_of(tenant_id)

    def login_of(self, tenant_id: str) -> str:
        """Return the role that logs in as a tenant, or else the tenant's own role."""
        login = self.project.login_of(tenant_id)
        sentinel = self.project.login_of(SENTINEL_TENANT)
        names = {
            each.object.name for each in self.tenant if isinstance(each.object, Role)
        }
        return login if sentinel in names else self.role_of(tenant_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of an installation, each built once.

    Args:
        partitioned: schemas that have a procedure to make partitions, the tenant's
            own as the sentinel tenant's.
    """

    shared: Part
    tenants: TenantParts
    partitioned: frozenset[str]

    def part(self, name: str) -> Part:
        """Return a part by its name."""
        return self.shared if name == SHARED else self.tenants.part_of(name)

    def roles_of(self, name: str) -> RoleSet:
        """Return the roles of a part."""
        return self.shared.role_set if name == SHARED else self.tenants.roles_of(name)

    def schemas_of(self, name: str) -> tuple[str, ...]:
        """Return the schemas that a part makes."""
        if name == SHARED:
            return self.shared.schemas
        blueprint = self.tenants.blueprint
        return tuple(
            schema.replace(SENTINEL_TENANT, name) for schema in blueprint.schemas
        )

    def partition_procedures(self, name: str) -> tuple[QualifiedName, ...]:
        """Return the procedures that make the partitions of a part's tables."""
        part = self.shared if name == SHARED else self.tenants.blueprint
        return tuple(
            QualifiedName(schema.replace(SENTINEL_TENANT, name), PROCEDURE)
            for schema in part.schemas
            if schema in self.partitioned
        )


def build_parts(installation: Installation, present: Present) -> Parts:
    """Return what is installed, part by part.

    Args:
        installation: what the specs ask for.
        present: what the database has of it and is used as it is.
    """
    owner = installation.project.owner
    partitioned = {
        each.object.name.schema
        for each in (*installation.shared, *installation.tenant)
        if isinstance(each.object, Routine) and each.object.name.name == PROCEDURE
    }
    return Parts(
        shared=build_part(SHARED, installation.shared, owner, present),
        tenants=TenantParts(installation.tenant, owner, present),
        partitioned=frozenset(partitioned),
    )
