"""All specs together → the shared catalog, the tenants' blueprint, and their origins.

The blueprint is built once, for the sentinel tenant; a tenant's own SQL comes from it
by replacing the sentinel.
"""

import dataclasses
from collections.abc import Iterable, Mapping

from compiler.build.assembly import Assembly, Part
from compiler.build.kinds import KINDS
from compiler.build.project import (
    Project,
    build_project,
    shared_values,
    tenant_values,
)
from compiler.build.reserved import check_reserved
from compiler.build.retention import check_rule
from compiler.build.roles import is_tenant_role
from compiler.build.scope import Scope, parse_name
from compiler.build.sides import Side, Sides
from compiler.build.symbols import build_symbols
from compiler.build.tenants import Tenant, build_tenants
from compiler.diagnostics import Finding, Findings, Position
from compiler.document import Document, Origin
from compiler.model.catalog import Catalog, DatabaseObject
from compiler.model.ignored import Ignored
from compiler.model.rename import Rename
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.value_source import ValueSource
from compiler.names import SENTINEL_TENANT


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """What the specs ask for.

    Args:
        shared: the objects that stand once.
        tenant: the objects that every tenant has, as the sentinel tenant's.
        tenants: who gets them.
        retained: the tenants' tables that have a retention rule.
        keeps: retention rule to the interval that it keeps rows for.
        policy_types: those of the project with the places of their specs; not those
            of the control plane, which the package brings.
        origins: each object with the place that asks for it.
        parts: columns and constraints of tables with the places that ask for them.
        renames: what had another name, with the places that say so.
        ignored: what plans leave as they find it, with the places that say so.
        value_sources: where the values of rows that are there come from, with the
            places that say so.
    """

    project: Project
    shared: Catalog
    tenant: Catalog
    tenants: tuple[Tenant, ...]
    retained: frozenset[str]
    keeps: Mapping[str, str]
    policy_types: Mapping[str, Position]
    origins: Mapping[DatabaseObject, Origin]
    parts: Mapping[Part, Origin]
    renames: Mapping[Rename, Origin]
    ignored: Mapping[Ignored, Origin]
    value_sources: Mapping[ValueSource, Origin]

    def origin_of(self, thing: Thing) -> Origin:
        """Return the place that asks for a thing; of a part of a table, its own."""
        if not isinstance(thing, TableColumn | TableConstraint):
            return self.origins[thing]
        part = thing.column if isinstance(thing, TableColumn) else thing.constraint
        places = {
            (each.owner, each.name): origin for each, origin in self.parts.items()
        }
        table = next(
            origin
            for item, origin in self.origins.items()
            if isinstance(item, Table) and item.name == thing.table
        )
        return places.get((thing.table, part.name), table)

    def position_of(self, table: Table, kind: str, name: str) -> Position:
        """Return the place in the specs that asks for a part of a table.

        Args:
            table: the table; its own place is returned where the part has none.
            kind: the key under which specs list such parts, as in `columns`.
            name: of the part.
        """
        part = self.parts.get(Part(table.name, kind, name))
        return (part or self.origins[table]).position


def build_blueprint(
    documents: Iterable[Document],
    broken: Iterable[Document],
    *,
    tenant_id: str = SENTINEL_TENANT,
) -> tuple[Blueprint | None, tuple[Finding, ...]]:
    """Return what the specs ask for, and what is wrong with them.

    There is no blueprint without a project; with other errors there is one, but it
    lacks what was wrong.

    Args:
        documents: the specs.
        broken: specs that exist but lack the shape of their kind.
        tenant_id: for whom the tenant side is built.
    """
    findings = Findings()
    documents, broken = tuple(documents), tuple(broken)
    for document in documents:
        check_reserved(document, findings)
    project = _find_project(documents, broken, findings)
    if project is None:
        return None, findings.collected()
    symbols = build_symbols(project, documents, broken, findings)
    shared = Scope(
        project=project,
        symbols=symbols,
        findings=findings,
        values=shared_values(project),
        schema="",
        lines={document.file: document.lines for document in documents},
    )
    blueprint = _assemble(shared, tenant_values(project, tenant_id), documents)
    return blueprint, findings.collected()


def _assemble(
    scope: Scope, values: Mapping[str, str], documents: tuple[Document, ...]
) -> Blueprint:
    """Return the blueprint; what is wrong is noted in the scope's findings."""
    shared, tenant = _scopes(scope, values)
    sides = Sides(
        shared=Side(scope=shared, assembly=Assembly()),
        tenant=Side(scope=tenant, assembly=Assembly()),
    )
    for assemble in KINDS:
        assemble(sides)
    for rule in sides.specs("retention_rule"):
        check_rule(shared, rule)
    once, own = sides.shared.assembly, sides.tenant.assembly
    return Blueprint(
        project=scope.project,
        shared=once.catalog(),
        tenant=own.catalog(),
        tenants=build_tenants(shared, documents),
        retained=frozenset(
            name
            for name, document in scope.symbols.by_kind.get("table", {}).items()
            if "retention" in document.root
        ),
        keeps={
            rule.root.text("retention_rule"): rule.root.text("keep")
            for rule in sides.specs("retention_rule")
        },
        policy_types={
            name: document.root.position
            for name, document in scope.symbols.by_kind.get("policy_type", {}).items()
            if not document.shipped
        },
        origins={**once.origins(), **own.origins()},
        parts={**once.parts(), **own.parts()},
        renames={**once.renames(), **own.renames()},
        ignored={**once.ignored(), **own.ignored()},
        value_sources={**once.value_sources(), **own.value_sources()},
    )


def _scopes(shared: Scope, values: Mapping[str, str]) -> tuple[Scope, Scope]:
    """Return the scopes of both sides, with the roles that specs declare."""
    tenant = dataclasses.replace(shared, values=values, schema=values["tenant.schema"])
    names = frozenset(
        parse_name(
            tenant if is_tenant_role(role) else shared, role.root.scalars("role")[0]
        )
        for role in shared.symbols.by_kind.get("role", {}).values()
    )
    return (
        dataclasses.replace(shared, roles=names),
        dataclasses.replace(tenant, roles=names),
    )


def _find_project(
    documents: tuple[Document, ...], broken: tuple[Document, ...], findings: Findings
) -> Project | None:
    """Return the project; that there is none, or a second one, is a finding."""
    projects = [document for document in documents if document.kind == "project"]
    for extra in projects[1:]:
        findings.error(
            "duplicate-spec",
            extra.root.position,
            "there are two specs of the project",
            f"Remove one; the other stands in {projects[0].file}.",
        )
    if projects:
        return build_project(projects[0], findings)
    if not any(document.kind == "project" for document in broken):
        own = [document for document in documents if not document.shipped]
        if own:
            findings.error(
                "no-project",
                own[0].root.position,
                "no spec says what the project is",
                "Add project.yaml with `project:`, `postgres:` and `tenant:`.",
            )
    return None
