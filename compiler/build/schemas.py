"""Schemas, the extensions in them, and what roles need in a schema."""

from collections.abc import Iterator, Mapping

from compiler.build.assembly import Assembly
from compiler.build.scope import shown
from compiler.build.sides import Sides
from compiler.build.symbols import IN_SCHEMAS
from compiler.document import Node, ScalarNode
from compiler.model.aggregate import Aggregate
from compiler.model.catalog import DatabaseObject
from compiler.model.default_privileges import DefaultPrivileges
from compiler.model.extension import Extension
from compiler.model.grant import (
    RoutineGrant,
    SchemaGrant,
    SequenceGrant,
    TableGrant,
)
from compiler.model.routine import Routine
from compiler.model.schema import Schema


def assemble_schemas(sides: Sides) -> None:
    """Add the schemas that objects stand in, and the extensions with theirs."""
    project = sides.shared.scope.project
    about = project.node.text("description", "What all tenants share.")
    shared = {project.schema: about}
    _check_name(sides, project.node.scalar("project"), project.schema)
    tenant_schema = project.node.mapping("tenant").scalar("schema")
    _check_name(sides, tenant_schema, sides.tenant.scope.schema)
    for extension, schema in project.extensions.items():
        shared.setdefault(schema, "Objects of extensions.")
        sides.shared.assembly.add(
            Extension(name=extension, schema=schema), project.node
        )
    for document in sides.specs(*IN_SCHEMAS, "default_privileges"):
        side, schema = sides.of(document)
        if side is sides.shared:
            _check_name(sides, document.root.scalar("schema"), schema)
            shared.setdefault(schema, "")
    for node in project.node.scalars("manages"):
        _check_name(sides, node, node.text)
        shared.setdefault(node.text, "")
    for name, description in shared.items():
        if _is_made(name):
            schema_object = Schema(
                name=name, owner=project.owner, description=description
            )
            sides.shared.assembly.add(schema_object, project.node)
    sides.tenant.assembly.add(
        Schema(
            name=sides.tenant.scope.schema,
            owner=project.owner,
            description=f"The tables of one {project.called}.",
        ),
        project.node,
    )


def assemble_schema_grants(sides: Sides) -> None:
    """Add what roles need in the schemas; tenants may use what extensions bring."""
    project = sides.shared.scope.project
    for side in (sides.shared, sides.tenant):
        _derive_grants(side.assembly, project.owner, project.node)
    for schema in dict.fromkeys(project.extensions.values()):
        if _is_made(schema):
            grant = SchemaGrant(
                schema=schema,
                privileges=("usage",),
                roles=(project.member, project.admin, project.retention),
                grantable=False,
            )
            sides.shared.assembly.add(grant, project.node)


def _check_name(sides: Sides, node: ScalarNode | None, schema: str) -> None:
    """Note a schema in which the project's owner can create nothing."""
    own = schema.startswith("pg_") or schema == "information_schema"
    if node is not None and (own or schema == "public"):
        whose = "PostgreSQL" if own else "the owner of the database"
        sides.shared.scope.findings.error(
            "reserved-schema",
            node.position,
            f'the schema "{shown(schema)}" belongs to {whose}',
            "Name a schema of the project's own, which is created then.",
        )


def _is_made(schema: str) -> bool:
    """Return whether a schema is ours to make, not one that every database has."""
    return not schema.startswith("pg_") and schema != "public"


def _derive_grants(assembly: Assembly, owner: str, origin: Node) -> None:
    """Add what roles need in a schema to use what they are granted there.

    Whoever is granted a table or a routine needs USAGE of its schema; a role that owns
    a routine in place of the schema's owner needs CREATE as well, without which
    PostgreSQL lets it own nothing there.
    """
    needs: dict[tuple[str, str], set[str]] = {}
    for item in assembly.objects():
        for schema, role, privileges in _needs(item, owner):
            needs.setdefault((schema, role), set()).update(privileges)
    for grant in _together(needs):
        assembly.add(grant, origin)


def _needs(
    item: DatabaseObject, owner: str
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    match item:
        case TableGrant():
            yield from ((item.table.schema, role, ("usage",)) for role in item.roles)
        case SequenceGrant():
            schema = item.sequence.schema
            yield from ((schema, role, ("usage",)) for role in item.roles)
        case DefaultPrivileges() if item.schema and not item.revoke:
            yield from ((item.schema, role, ("usage",)) for role in item.roles)
        case RoutineGrant():
            schema = item.routine.name.schema
            yield from ((schema, role, ("usage",)) for role in item.roles)
        case Routine() | Aggregate() if item.owner != owner:
            yield item.name.schema, item.owner, ("usage", "create")
        case _:
            pass


def _together(needs: Mapping[tuple[str, str], set[str]]) -> tuple[SchemaGrant, ...]:
    grouped: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (schema, role), privileges in needs.items():
        ordered = tuple(word for word in ("usage", "create") if word in privileges)
        grouped.setdefault((schema, ordered), []).append(role)
    return tuple(
        SchemaGrant(
            schema=schema, privileges=privileges, roles=tuple(roles), grantable=False
        )
        for (schema, privileges), roles in grouped.items()
    )
