"""What no role of a spec may be called, and what no tenant's role may come to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from compiler.build.scope import Scope
from compiler.diagnostics import Findings, Position
from compiler.document import Document, Node
from compiler.model.role import Membership, Role

_RESERVED: Final = frozenset(
    {"public", "none", "current_role", "current_user", "session_user", "postgres"}
)
_POWERS: Final = {"create_role": "make roles", "create_database": "make databases"}


def check_role_name(
    findings: Findings, position: Position, name: str, remedy: str
) -> None:
    """Note a name that is the server's own.

    Such a role would be adopted and not made: with what it may do, or what it means.
    """
    if name.startswith("pg_") or name in _RESERVED:
        findings.error(
            "reserved-role",
            position,
            f'the role name "{name}" belongs to PostgreSQL',
            remedy,
        )


def check_tenant_powers(scope: Scope, document: Document) -> None:
    """Note where a tenant's role may make roles or databases."""
    called = scope.project.called
    for key, words in _POWERS.items():
        node = document.root.scalar(key)
        if node is not None and document.root.flag(key, default=False):
            scope.findings.error(
                "privileged-tenant-role",
                node.position,
                f"each {called} would be able to {words}",
                f"Remove {key}; a role that is no {called}'s may have it.",
            )


def check_tenant_memberships(
    scope: Scope,
    tenant_roles: frozenset[str],
    roles: Iterable[Role],
    memberships: Iterable[tuple[Node, Membership]],
) -> None:
    """Note by which memberships a tenant comes to the rights of the platform.

    Args:
        scope: of the shared objects.
        tenant_roles: names of the roles that every tenant has.
        roles: all of them.
        memberships: all of them, each with the node that asks for it.
    """
    edges = tuple(memberships)
    above: dict[str, list[str]] = {}
    for _, edge in edges:
        above.setdefault(edge.member, []).append(edge.role)
    project = scope.project
    powerful = {project.owner, project.admin, project.migrator, project.retention}
    powerful |= {
        role.name for role in roles if role.create_role or role.create_database
    }
    for node, edge in edges:
        if edge.member not in tenant_roles or edge.role in tenant_roles:
            continue
        found = next((it for it in _reach(edge.role, above) if it in powerful), None)
        if found is not None:
            through = "" if found == edge.role else f" through {edge.role}"
            scope.findings.error(
                "privileged-tenant-role",
                node.position,
                f"each {project.called} would become {found}{through}",
                f"Remove the membership, and grant what a {project.called} needs to "
                "its own role.",
            )


def _reach(role: str, above: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield a role and all that it is a member of, near ones first."""
    found = [role]
    for one in found:
        yield one
        found += [other for other in above.get(one, ()) if other not in found]
