"""The rows of the control plane that follow from the specs: tenants and overrides.

They converge on every run, and a run writes only what differs. A row that no spec asks
for is left alone: taking an override away would make rows be deleted sooner.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import psycopg

from compiler.model.name import QualifiedName
from compiler.plan.platform import Platform, Registered
from compiler.syntax.environment import render_file

_PACKAGE: Final = "compiler.apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class _OverrideRow:
    """A row of the table of retention overrides."""

    id: str
    rule: str
    keep: str


def register_tenants(
    conn: psycopg.Connection[Any], platform: Platform, tenants: Iterable[Registered]
) -> int:
    """Return how many rows had to be written to make the tables say what specs say.

    To be called as the platform's owner.
    """
    rows = tuple(tenants)
    query = render_file(
        _PACKAGE,
        "read_tenants",
        table=platform.tenants_table,
        column=platform.tenant_column,
    )
    known = set(conn.execute(query.encode()).fetchall())
    others = tuple(
        each
        for each in rows
        if (each.id, each.name, each.schema, each.role) not in known
    )
    overrides = tuple(
        _OverrideRow(id=tenant.id, rule=rule, keep=keep)
        for tenant in rows
        for rule, keep in tenant.overrides
    )
    written = _write(conn, platform, "register_tenants", platform.tenants_table, others)
    return written + _write(
        conn, platform, "register_overrides", platform.overrides_table, overrides
    )


def find_stray_overrides(
    conn: psycopg.Connection[Any], platform: Platform
) -> Iterator[str]:
    """Yield which overrides of listed tenants stand in no spec.

    To be called as the platform's owner.
    """
    wanted = {
        tenant.id: {rule for rule, _ in tenant.overrides} for tenant in platform.tenants
    }
    table = platform.overrides_table
    query = render_file(
        _PACKAGE, "read_overrides", table=table, column=platform.tenant_column
    )
    for tenant_id, rule, keep in conn.execute(query.encode()):
        if rule not in wanted.get(tenant_id, {rule}):
            yield (
                f"{platform.called} {tenant_id} keeps {rule} for {keep} by "
                f"a row of {table.sql} that is in no spec; it stays"
            )


def _write(
    conn: psycopg.Connection[Any],
    platform: Platform,
    template: str,
    table: QualifiedName,
    rows: tuple[Registered, ...] | tuple[_OverrideRow, ...],
) -> int:
    if not rows:
        return 0
    statement = render_file(
        _PACKAGE,
        template,
        table=table,
        column=platform.tenant_column,
        rows=rows,
    )
    return conn.execute(statement.encode()).rowcount
