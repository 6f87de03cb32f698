"""Who is verified: each tenant, the tenant next to it, and the platform's roles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from compiler.build.blueprint import Blueprint
from compiler.build.project import Project
from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.policy import Policy
from compiler.model.role import Role
from compiler.model.view import MaterializedView, View
from compiler.names import EXAMPLE_TENANT, SENTINEL_TENANT


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenancy:
    """A tenant as the database knows it."""

    id: str
    schema: str
    role: str
    login: str

    def table(self, name: str) -> QualifiedName:
        """Return the name of one of its tables."""
        return QualifiedName(self.schema, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is verified about one tenant.

    Args:
        tenant: whose promises are tried.
        other: a tenant that must see nothing of it, nor it of that one; nothing where
            there is no other.
        other_id: the other one's id, or one that no tenant can have.
        forbidden: roles whose rights it must not have.
        policies: table and name of each policy that its tables have.
        definer_views: views of the specs that show what their owner sees.
    """

    tenant: Tenancy
    other: Tenancy | None
    other_id: str
    forbidden: tuple[str, ...]
    policies: frozenset[tuple[str, str]]
    definer_views: frozenset[str]


def build_subjects(blueprint: Blueprint) -> Iterator[Subject]:
    """Yield every tenant with the next one, so that the work is linear."""
    platform, objects = blueprint.project, blueprint.tenant.objects
    tenancies = [_tenancy(blueprint, each.id) for each in blueprint.tenants]
    above = (platform.owner, platform.admin, platform.retention, platform.migrator)
    policies = [each for each in objects if isinstance(each, Policy)]
    for number, tenancy in enumerate(tenancies):
        following = tenancies[(number + 1) % len(tenancies)]
        other = None if following is tenancy else following
        yield Subject(
            tenant=tenancy,
            other=other,
            other_id=other.id if other else EXAMPLE_TENANT,
            forbidden=(
                *above,
                *(
                    role
                    for each in tenancies
                    if each is not tenancy
                    for role in (each.role, each.login)
                ),
            ),
            policies=frozenset(
                (policy.table.name, policy.name.replace(SENTINEL_TENANT, tenancy.id))
                for policy in policies
                if policy.table.schema.replace(SENTINEL_TENANT, tenancy.id)
                == tenancy.schema
            ),
            definer_views=frozenset(_definer_views(objects)),
        )


def _definer_views(objects: Iterable[DatabaseObject]) -> Iterator[str]:
    for each in objects:
        match each:
            case MaterializedView() as view:
                yield view.name.name
            case View(security_invoker=False) as view:
                yield view.name.name


def _tenancy(blueprint: Blueprint, tenant_id: str) -> Tenancy:
    project = blueprint.project
    return Tenancy(
        id=tenant_id,
        schema=project.schema_of(tenant_id),
        role=project.role_of(tenant_id),
        login=_login_of(project, blueprint.tenant.objects, tenant_id),
    )


def _login_of(
    project: Project, objects: Iterable[DatabaseObject], tenant_id: str
) -> str:
    """Return the role that logs in as a tenant, or else the tenant's own role."""
    declared = project.login_of(SENTINEL_TENANT)
    if any(isinstance(each, Role) and each.name == declared for each in objects):
        return project.login_of(tenant_id)
    return project.role_of(tenant_id)
