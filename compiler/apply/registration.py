"""The rows of the control plane that follow from the specs: tenants and overrides.

They converge on every run, and a run writes only what differs. A row that no spec asks
for is left alone: taking an override away would make rows be deleted sooner.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg

from compiler.apply.installation import Installation
from compiler.build.tenants import Tenant
from compiler.model.name import QualifiedName
from compiler.syntax.environment import render_file

_PACKAGE: Final = "compiler.apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class _TenantRow:
    """A row of the tenants' table."""

    id: str
    name: str
    schema: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _OverrideRow:
    """A row of the table of retention overrides."""

    id: str
    rule: str
    keep: str


def register_tenants(
    conn: psycopg.Connection[Any],
    installation: Installation,
    tenants: Iterable[Tenant],
) -> int:
    """Return how many rows had to be written to make the tables say what specs say.

    To be called as the platform's owner.
    """
    chosen = tuple(tenants)
    rows = tuple(
        _TenantRow(
            id=tenant.id,
            name=tenant.name,
            schema=installation.schema_of(tenant.id),
            role=installation.role_of(tenant.id),
        )
        for tenant in chosen
    )
    overrides = tuple(
        _OverrideRow(id=tenant.id, rule=rule, keep=keep)
        for tenant in chosen
        for rule, keep in tenant.overrides
    )
    schema = installation.project.schema
    tenants_table = QualifiedName(schema, installation.project.tenants_table)
    return _write(conn, installation, "register_tenants", tenants_table, rows) + _write(
        conn, installation, "register_overrides", _overrides(installation), overrides
    )


def find_stray_overrides(
    conn: psycopg.Connection[Any], installation: Installation
) -> Iterator[str]:
    """Yield which overrides of listed tenants stand in no spec.

    To be called as the platform's owner.
    """
    wanted = {
        tenant.id: {rule for rule, _ in tenant.overrides}
        for tenant in installation.tenants
    }
    query = render_file(
        _PACKAGE,
        "read_overrides",
        table=_overrides(installation),
        column=installation.project.tenant_column,
    )
    for tenant_id, rule, keep in conn.execute(query.encode()):
        if rule not in wanted.get(tenant_id, {rule}):
            yield (
                f"{installation.project.called} {tenant_id} keeps {rule} for {keep} by "
                f"a row of {_overrides(installation).sql} that is in no spec; it stays"
            )


def _overrides(installation: Installation) -> QualifiedName:
    return QualifiedName(installation.project.schema, "retention_overrides")


def _write(
    conn: psycopg.Connection[Any],
    installation: Installation,
    template: str,
    table: QualifiedName,
    rows: tuple[_TenantRow, ...] | tuple[_OverrideRow, ...],
) -> int:
    if not rows:
        return 0
    statement = render_file(
        _PACKAGE,
        template,
        table=table,
        column=installation.project.tenant_column,
        rows=rows,
    )
    return conn.execute(statement.encode()).rowcount
