"""Columns that a plan adds and that no row which is there could have a value in."""

from collections.abc import Iterator

from compiler.build.assembly import Part
from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding, error
from compiler.model.domain import Domain, names_above
from compiler.model.table_part import TableColumn
from compiler.plan.changes import Create
from compiler.plan.plan import Plan


def find_unfilled_columns(plan: Plan, blueprint: Blueprint) -> Iterator[Finding]:
    """Yield a finding for each such column, once.

    Args:
        plan: what would be done.
        blueprint: what the specs ask for.
    """
    found = dict.fromkeys(
        change.object
        for part in plan.parts
        for priced in part.changes()
        if isinstance(change := priced.change, Create)
        and isinstance(change.object, TableColumn)
    )
    objects = (*blueprint.shared.objects, *blueprint.tenant.objects)
    domains = [each for each in objects if isinstance(each, Domain)]
    defaulted = names_above((it.name.sql for it in domains if it.default), domains)
    for item in found:
        column = item.column
        filled = (
            column.default
            or column.generated
            or column.identity
            or column.type_sql in defaulted
        )
        origin = blueprint.parts.get(Part(item.table, "columns", column.name))
        if column.not_null and not filled and origin is not None:
            yield error(
                "column-without-values",
                origin.position,
                f'rows that are there would have no value in "{column.name}", which is '
                "not_null",
                "Add backfill: with an expression for them, or a default.",
            )
