"""What goes into the two catalogs, kind by kind, in the order in which it is listed."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence

from compiler.build.assembly import Assembly, derive_schema_grants
from compiler.build.columns import build_checks, build_columns
from compiler.build.enum_types import build_enum_type
from compiler.build.indexes import build_indexes
from compiler.build.keys import build_foreign_keys, build_keys
from compiler.build.partitions import build_partition_procedure, build_partitioning
from compiler.build.policies import applied_types, build_policies, build_table_grants
from compiler.build.privileges import check_tenant_memberships, check_tenant_powers
from compiler.build.retention import Target, build_cleanup, find_target
from compiler.build.roles import build_memberships, build_role, is_tenant_role
from compiler.build.routines import build_function, function_grantees
from compiler.build.scope import Scope, parse_name
from compiler.build.table_source import TableSource, build_source
from compiler.build.triggers import build_triggers
from compiler.document import Document, Node
from compiler.model.constraint import ForeignKey
from compiler.model.extension import Extension
from compiler.model.grant import RoutineGrant, SchemaGrant
from compiler.model.name import QualifiedName
from compiler.model.policy import RowSecurity
from compiler.model.role import Membership, Role
from compiler.model.schema import Schema
from compiler.model.table import Table


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two catalogs in the making, and what names mean there."""

    scope: Scope
    assembly: Assembly


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The shared catalog and the tenants' blueprint."""

    shared: Side
    tenant: Side

    def of(self, document: Document) -> tuple[Side, str]:
        """Return the side on which a spec's object stands, and its schema."""
        schema = document.root.scalar("schema")
        if schema is None:
            return self.tenant, self.tenant.scope.schema
        return self.shared, parse_name(self.shared.scope, schema)

    def specs(self, kind: str) -> Iterator[Document]:
        """Yield the specs of a kind."""
        yield from self.shared.scope.symbols.by_kind.get(kind, {}).values()


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


def assemble_schemas(sides: Sides) -> None:
    """Add the schemas that objects stand in, and the extensions with theirs."""
    project = sides.shared.scope.project
    about = project.node.text("description", "What all tenants share.")
    shared = {project.schema: about}
    for extension, schema in project.extensions.items():
        shared.setdefault(schema, "Objects of extensions.")
        sides.shared.assembly.add(
            Extension(name=extension, schema=schema), project.node
        )
    for kind in ("table", "function", "type"):
        for document in sides.specs(kind):
            side, schema = sides.of(document)
            if side is sides.shared:
                shared.setdefault(schema, "")
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


def assemble_types(sides: Sides) -> None:
    """Add the types."""
    for document in sides.specs("type"):
        side, schema = sides.of(document)
        side.assembly.add(build_enum_type(side.scope, document, schema), document.root)


def assemble_functions(sides: Sides) -> None:
    """Add the functions and who may execute them."""
    for document in sides.specs("function"):
        side, schema = sides.of(document)
        routine = build_function(side.scope, document, schema)
        side.assembly.add(routine, document.root.scalars("body")[0])
        roles = function_grantees(side.scope, document)
        if roles:
            side.assembly.add(
                RoutineGrant(routine=routine, roles=roles),
                document.root.mapping("grants"),
            )


def assemble_tables(sides: Sides) -> None:
    """Add the tables with all that hangs on them, and the procedures made for them."""
    tables = {}
    for document in sides.specs("table"):
        side, _ = sides.of(document)
        table = build_source(side.scope, document)
        tables[table.name] = (side, table)
    sources = {name: table for name, (_, table) in tables.items()}
    foreign_keys: list[ForeignKey] = []
    for side, table in tables.values():
        _assemble_table(side, table)
        for node, key in build_foreign_keys(table, sources):
            foreign_keys.append(key)
            side.assembly.add(key, node)
    for side in (sides.shared, sides.tenant):
        own = [table for owner, table in tables.values() if owner is side]
        _assemble_partition_procedure(side)
        _assemble_cleanups(side, own, sources, foreign_keys)


def assemble_schema_grants(sides: Sides) -> None:
    """Add what roles need in the schemas; tenants may use what extensions bring."""
    project = sides.shared.scope.project
    for side in (sides.shared, sides.tenant):
        derive_schema_grants(side.assembly, project.owner, project.node)
    for schema in dict.fromkeys(project.extensions.values()):
        if _is_made(schema):
            grant = SchemaGrant(
                schema=schema,
                privileges=("usage",),
                roles=(project.member, project.admin, project.retention),
            )
            sides.shared.assembly.add(grant, project.node)


KINDS: tuple[Callable[[Sides], None], ...] = (
    assemble_roles,
    assemble_schemas,
    assemble_types,
    assemble_functions,
    assemble_tables,
    assemble_schema_grants,
)


def _is_made(schema: str) -> bool:
    """Return whether a schema is ours to make, not one that every database has."""
    return not schema.startswith("pg_") and schema != "public"


def _assemble_table(side: Side, table: TableSource) -> None:
    root = table.root
    side.assembly.add(
        Table(
            name=table.name,
            columns=build_columns(table),
            keys=build_keys(table),
            checks=build_checks(table),
            partitioning=build_partitioning(table),
            description=root.text("description"),
        ),
        root,
    )
    for node, index in build_indexes(table):
        side.assembly.add(index, node)
    for named, trigger in build_triggers(table):
        side.assembly.add(trigger, named.node)
    applied = applied_types(table)
    for node, policy in build_policies(table, applied):
        side.assembly.add(policy, node)
    side.assembly.add(RowSecurity(table=table.name), root)
    for node, grant in build_table_grants(table, applied):
        side.assembly.add(grant, node)


def _assemble_partition_procedure(side: Side) -> None:
    families = [
        (item.name, item.partitioning)
        for item in side.assembly.objects()
        if isinstance(item, Table) and item.partitioning is not None
    ]
    if families:
        project = side.scope.project
        procedure = build_partition_procedure(side.scope, families)
        grant = RoutineGrant(routine=procedure, roles=(project.retention,))
        side.assembly.add(procedure, project.node)
        side.assembly.add(grant, project.node)


def _assemble_cleanups(
    side: Side,
    tables: list[TableSource],
    sources: Mapping[QualifiedName, TableSource],
    foreign_keys: Sequence[ForeignKey],
) -> None:
    targets: dict[str, list[Target]] = {}
    for table in tables:
        found = find_target(table, sources, foreign_keys)
        if found is not None:
            rule, target = found
            targets.setdefault(rule, []).append(target)
    for rule, of_rule in targets.items():
        document = side.scope.symbols.by_kind["retention_rule"][rule]
        procedure = build_cleanup(side.scope, document, of_rule)
        side.assembly.add(procedure, document.root)
        side.assembly.add(
            RoutineGrant(routine=procedure, roles=(side.scope.project.retention,)),
            document.root,
        )
