"""Roles and their memberships."""

from collections.abc import Iterator

from compiler.build.privileges import (
    check_role_name,
    check_tenant_memberships,
    check_tenant_powers,
)
from compiler.build.scope import Scope, parse_name
from compiler.build.settings import build_settings
from compiler.build.sides import Sides
from compiler.document import Document, Node, ScalarNode, as_mapping
from compiler.model.role import Membership, Role
from compiler.syntax.template import TemplateError, parse_template

_OF_A_TENANT = frozenset({"tenant.id", "tenant.role", "tenant.login", "tenant.schema"})


def assemble_roles(sides: Sides) -> None:
    """Add the roles and who is a member of them."""
    roles: list[Role] = []
    tenant_roles: set[str] = set()
    memberships: list[tuple[Node, Membership]] = []
    for document in sides.specs("role"):
        side = sides.tenant if is_tenant_role(document) else sides.shared
        role = build_role(side.scope, document)
        roles.append(role)
        side.assembly.add(role, document.root)
        if side is sides.tenant:
            tenant_roles.add(role.name)
            check_tenant_powers(side.scope, document)
        for node, membership in build_memberships(side.scope, document):
            memberships.append((node, membership))
            side.assembly.add(membership, node)
    check_tenant_memberships(
        sides.shared.scope, frozenset(tenant_roles), roles, memberships
    )


def is_tenant_role(document: Document) -> bool:
    """Return whether the role exists once for each tenant, as its name says."""
    try:
        template = parse_template(document.root.text("role"), form="name")
    except TemplateError:
        return False
    return not _OF_A_TENANT.isdisjoint(template.paths)


def build_role(scope: Scope, document: Document) -> Role:
    """Return the role that a spec declares."""
    root = document.root
    node = root.scalars("role")[0]
    name = parse_name(scope, node)
    check_role_name(
        scope.findings, node.position, name, "Name a role of the project's own."
    )
    return Role(
        name=name,
        login=root.flag("login", default=False),
        inherit=root.flag("inherit", default=True),
        create_role=root.flag("create_role", default=False),
        create_database=root.flag("create_database", default=False),
        settings=build_settings(scope, root.mapping("settings")),
        description=root.text("description"),
    )


def build_memberships(
    scope: Scope, document: Document
) -> Iterator[tuple[Node, Membership]]:
    """Yield what the role is a member of, then its own members, with their nodes."""
    root = document.root
    own = parse_name(scope, root.scalars("role")[0])
    for item in root.items("member_of"):
        other, admin_option = _side(scope, item)
        yield item, Membership(role=other, member=own, admin_option=admin_option)
    for item in root.items("members"):
        other, admin_option = _side(scope, item)
        yield item, Membership(role=own, member=other, admin_option=admin_option)


def parse_role(scope: Scope, node: ScalarNode) -> str:
    """Return the role that a node names; one that no spec declares is a finding."""
    name = parse_name(scope, node)
    broken = any(scope.symbols.is_broken("role", it) for it in (name, node.text))
    if name not in scope.roles and not broken:
        scope.findings.error(
            "unknown-role",
            node.position,
            f'no spec declares the role "{node.text}"',
            "Add a spec of the role, or correct the name.",
        )
    return name


def _side(scope: Scope, item: Node) -> tuple[str, bool]:
    if isinstance(item, ScalarNode):
        return parse_role(scope, item), False
    node = as_mapping(item)
    role = parse_role(scope, node.scalars("role")[0])
    return role, node.flag("admin_option", default=False)
