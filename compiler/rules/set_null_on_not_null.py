"""A foreign key sets a column to null that cannot be null.

As long as rows refer to it, a row can then be neither deleted nor given another key,
which `no action` says more plainly. The same holds for `set default` of a column that
has no default. Columns of a primary key are never null, and neither is the tenant's,
which `on_update` sets along with the others.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: bigint, not_null: true}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: orders, on_delete: set null}
    indexes:
      - {columns: [order_id]}
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      order_id: {type: bigint}
    primary_key: [id]
    foreign_keys:
      - {columns: [order_id], references: orders, on_delete: set null}
    indexes:
      - {columns: [order_id]}
    retention: {rule: keep}
"""

from collections.abc import Iterator, Mapping

from compiler.build.blueprint import Blueprint
from compiler.build.scope import shown
from compiler.diagnostics import Finding, warning
from compiler.model.column import Column
from compiler.model.constraint import ForeignKey, ReferentialAction
from compiler.model.domain import Domain
from compiler.model.table import Table
from compiler.rules.rule import Rule


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    tables = {it.name: it for it in blueprint.origins if isinstance(it, Table)}
    domains = {it.name.sql: it for it in blueprint.origins if isinstance(it, Domain)}
    for item, origin in blueprint.origins.items():
        if not isinstance(item, ForeignKey) or not item.enforced:
            continue
        changed = item.action_columns or item.columns
        for key, action, names, happens in (
            ("on_delete", item.on_delete, changed, "deleted"),
            ("on_update", item.on_update, item.columns, "given another key"),
        ):
            name = _refusing(tables[item.table], action, names, domains)
            if name:
                yield warning(
                    RULE.name,
                    origin.position,
                    f'`{key}: {action}` makes "{shown(name)}" null, which it cannot '
                    f"be, so no row that is referred to can be {happens}",
                    f"Write another action as `{key}`, or let the column be null.",
                )


def _refusing(
    table: Table,
    action: ReferentialAction,
    names: tuple[str, ...],
    domains: Mapping[str, Domain],
) -> str:
    """Return the first column that the action would make null in vain; or nothing."""
    if action not in {"set null", "set default"}:
        return ""
    keys = {name for key in table.keys if key.primary for name in key.columns}
    for column in table.columns:
        domain = domains.get(column.type_sql)
        is_filled = column.not_null or column.name in keys
        if column.name not in names or not (is_filled or (domain and domain.not_null)):
            continue
        if action == "set null" or not _has_default(column, domain):
            return column.name
    return ""


def _has_default(column: Column, domain: Domain | None) -> bool:
    return bool(column.default or column.identity or (domain and domain.default))


RULE = Rule(name="set-null-on-not-null", check=_check, waivable=True)
