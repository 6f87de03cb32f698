"""Retention: which rows go when, and the procedure of each rule that deletes them."""

import dataclasses
from collections.abc import Iterable, Mapping

from compiler.build.holds import (
    MAX_WAYS,
    Cascades,
    DeletedRow,
    TooManyWaysError,
    find_deleted_row,
)
from compiler.build.interval import parse_interval
from compiler.build.procedure import build_procedure
from compiler.build.reference import find_spec
from compiler.build.scope import Scope, parse_name
from compiler.build.table_source import TableSource
from compiler.document import Document, ScalarNode, as_mapping
from compiler.model.name import QualifiedName
from compiler.model.routine import Argument, Routine
from compiler.names import generate_name
from compiler.syntax.environment import render_file

_ARGUMENTS = (
    Argument(name="batch", mode="in", type_sql="interval", default="'1 day'::interval"),
    Argument(name="removed", mode="inout", type_sql="bigint", default="0"),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A table whose rows a rule deletes.

    Args:
        basis: the column that says since when a row counts.
        row: a row of it, with all that goes with it.
    """

    table: QualifiedName
    basis: str
    row: DeletedRow


def find_target(
    table: TableSource,
    tables: Mapping[QualifiedName, TableSource],
    cascades: Cascades,
) -> tuple[str, Target] | None:
    """Return the rule of a table and what it deletes; nothing where it has none.

    Args:
        table: the table.
        tables: every table by its qualified name.
        cascades: of all tables.
    """
    node = table.root.mapping("retention")
    rule_node = node.scalar("rule")
    if rule_node is None:
        return None
    scope = table.scope
    document = find_spec(scope, "retention_rule", rule_node)
    if document is None:
        return None
    if not scope.schema:
        scope.findings.error(
            "retention-of-shared-table",
            rule_node.position,
            f"{table.name.name} is shared, and retention runs tenant by tenant",
            "Remove retention, or let the table be one of the tenants'.",
        )
        return None
    basis = _basis(table, node.scalar("basis"), document, rule_node)
    try:
        row = find_deleted_row(table, tables, cascades)
    except TooManyWaysError:
        _report_too_many_ways(table, rule_node)
        return None
    return rule_node.text, Target(table=table.name, basis=basis, row=row)


def build_cleanup(scope: Scope, rule: Document, targets: Iterable[Target]) -> Routine:
    """Return the procedure that deletes what a rule no longer keeps, in one tenant.

    It is run by the retention worker and commits after each batch, so it carries no
    settings: PostgreSQL allows no commit in a procedure that does.
    """
    root, schema = rule.root, scope.project.schema
    name, override = root.text("retention_rule"), root.mapping("override")
    body = render_file(
        "compiler.build",
        "cleanup",
        rule=name,
        keep=root.text("keep"),
        floor=override.text("floor"),
        ceiling=override.text("ceiling"),
        tenant_id=scope.values["tenant.id"],
        tenant_column=scope.project.tenant_column,
        holds=QualifiedName(schema, "legal_holds").sql,
        overrides=QualifiedName(schema, "retention_overrides").sql,
        targets=tuple(targets),
    )
    description = root.text("description")
    words = f"Deletes what the retention rule {name} no longer keeps. {description}"
    return build_procedure(
        scope, generate_name("cleanup", name), _ARGUMENTS, body, words.strip()
    )


def check_overrides(
    scope: Scope, tenant: str, overrides: Mapping[ScalarNode, ScalarNode]
) -> None:
    """Note overrides of a tenant that name no rule or leave the rule's bounds."""
    for key, value in overrides.items():
        rule = find_spec(scope, "retention_rule", key)
        if rule is not None:
            _check_bounds(scope, tenant, rule, value)


def check_rule(scope: Scope, rule: Document) -> None:
    """Note a rule whose own time is not within the bounds of its overrides."""
    if "override" in rule.root:
        _check_bounds(scope, "the rule itself", rule, rule.root.scalars("keep")[0])


def _check_bounds(scope: Scope, tenant: str, rule: Document, value: ScalarNode) -> None:
    override = rule.root.get("override")
    name = rule.root.text("retention_rule")
    if override is None:
        scope.findings.error(
            "retention-override",
            value.position,
            f"the retention rule {name} may not be overridden, and {tenant} does",
            f"Remove the override, or write `override:` with bounds in {rule.file}.",
        )
        return
    bounds = as_mapping(override)
    kept = parse_interval(value.text).rough_days
    for key, sign in (("floor", 1), ("ceiling", -1)):
        bound = bounds.text(key)
        if bound and sign * kept < sign * parse_interval(bound).rough_days:
            scope.findings.error(
                "retention-override",
                value.position,
                f"{tenant} keeps {name} for {value.text}, beyond its {key} of {bound}",
                f"Write an interval of {bound} or {'more' if sign > 0 else 'less'}.",
            )


def _report_too_many_ways(table: TableSource, where: ScalarNode) -> None:
    table.scope.findings.error(
        "cascade-too-wide",
        where.position,
        f"a row of {table.name.name} takes rows along on over {MAX_WAYS} ways, too "
        "many to look for legal holds on each",
        "Let fewer foreign keys cascade.",
    )


def _basis(
    table: TableSource, own: ScalarNode | None, rule: Document, where: ScalarNode
) -> str:
    basis = parse_name(table.scope, own) if own is not None else rule.root.text("basis")
    if table.columns.lacks(basis):
        node = own or where
        table.scope.findings.error(
            "unknown-column",
            node.position,
            f'{table.name.name} has no column "{basis}" to count the time from',
            "Add the column, or name another one as `basis`.",
        )
    return basis
