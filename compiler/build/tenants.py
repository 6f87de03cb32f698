"""The tenants that the specs list."""

import dataclasses
from collections.abc import Iterable

from compiler.build.privileges import check_role_name
from compiler.build.retention import check_overrides
from compiler.build.scope import Scope
from compiler.diagnostics import Position
from compiler.document import Document, MappingNode, ScalarNode, as_mapping
from compiler.names import SENTINEL_TENANT


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    """A tenant.

    Args:
        name: what people call it.
        overrides: retention rule to the interval that this tenant keeps rows for.
        position: where it is listed.
    """

    id: str
    name: str
    overrides: tuple[tuple[str, str], ...]
    position: Position


def build_tenants(scope: Scope, documents: Iterable[Document]) -> tuple[Tenant, ...]:
    """Return the tenants, in the order of the files; each id may stand in one.

    Args:
        scope: of the shared objects.
        documents: all specs.
    """
    tenants: dict[str, Tenant] = {}
    for document in documents:
        if document.kind != "tenants":
            continue
        for key, value in document.root.mapping("tenants"):
            tenant = _tenant(scope, key, as_mapping(value))
            first = tenants.setdefault(tenant.id, tenant)
            if first is not tenant:
                scope.findings.error(
                    "duplicate-spec",
                    key.position,
                    f'two specs list the {scope.project.called} "{tenant.id}"',
                    f"Remove one; the other stands at {first.position}.",
                )
    return tuple(tenants.values())


def _tenant(scope: Scope, key: ScalarNode, node: MappingNode) -> Tenant:
    given = {
        rule: node.mapping("retention").scalars(rule.text)[0]
        for rule, _ in node.mapping("retention")
    }
    check_overrides(scope, key.text, given)
    for role in sorted(scope.roles):
        if SENTINEL_TENANT in role:
            name = role.replace(SENTINEL_TENANT, key.text)
            remedy = f"Give the {scope.project.called} another id."
            check_role_name(scope.findings, key.position, name, remedy)
    return Tenant(
        id=key.text,
        name=node.text("name", key.text),
        overrides=tuple((rule.text, value.text) for rule, value in given.items()),
        position=key.position,
    )
