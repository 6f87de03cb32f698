"""Who is verified: each tenant, the tenant next to it, and the platform's roles."""

from collections.abc import Iterator
from dataclasses import dataclass

from compiler.apply.installation import Installation
from compiler.model.name import QualifiedName
from compiler.model.policy import Policy
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


def build_subjects(installation: Installation) -> Iterator[Subject]:
    """Yield every tenant with the next one, so that the work is linear."""
    tenancies = [_tenancy(installation, each.id) for each in installation.tenants]
    platform = installation.project
    above = (platform.owner, platform.admin, platform.retention, platform.migrator)
    blueprint = [
        each.object for each in installation.tenant if isinstance(each.object, Policy)
    ]
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
                for policy in blueprint
                if policy.table.schema.replace(SENTINEL_TENANT, tenancy.id)
                == tenancy.schema
            ),
            definer_views=frozenset(_definer_views(installation)),
        )


def _definer_views(installation: Installation) -> Iterator[str]:
    for statement in installation.tenant:
        match statement.object:
            case MaterializedView() as view:
                yield view.name.name
            case View(security_invoker=False) as view:
                yield view.name.name


def _tenancy(installation: Installation, tenant_id: str) -> Tenancy:
    return Tenancy(
        id=tenant_id,
        schema=installation.schema_of(tenant_id),
        role=installation.role_of(tenant_id),
        login=installation.login_of(tenant_id),
    )
