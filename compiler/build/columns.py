"""Columns of tables."""

from typing import Final

from compiler.build.collation import build_collation, check_collatable
from compiler.build.data_type import build_type
from compiler.build.defaults import build_default
from compiler.build.generated import build_generated
from compiler.build.identity import build_identity
from compiler.build.known_parameters import OF_COLUMNS
from compiler.build.parameters import build_parameters
from compiler.build.table_source import Named, TableSource
from compiler.build.type_facts import is_kept_in_the_row
from compiler.document import MappingNode, as_mapping
from compiler.model.column import SYSTEM_COLUMNS, Column

_MAX_COLUMNS: Final = 1_600
"""Source: PostgreSQL documentation, "PostgreSQL Limits"."""


def build_columns(table: TableSource) -> tuple[Column, ...]:
    """Return the columns, in the order of the mixins and the spec."""
    named = table.parts["columns"].values()
    if len(named) > _MAX_COLUMNS:
        table.scope.findings.error(
            "too-many-columns",
            table.root.scalars("table")[0].position,
            f"{table.name.name} has {len(named):,} columns, and PostgreSQL keeps "
            f"{_MAX_COLUMNS:,}",
            "Move some of them to another table, or into one column of type jsonb.",
        )
    for each in named:
        _check_name(table, each)
    return tuple(_column(table, each.name, as_mapping(each.node)) for each in named)


def _check_name(table: TableSource, named: Named) -> None:
    if named.name in SYSTEM_COLUMNS:
        table.scope.findings.error(
            "system-column",
            named.key.position,
            f"each table has a column {named.name} that is PostgreSQL's own",
            "Rename the column.",
        )


def _check_origin(table: TableSource, name: str, node: MappingNode) -> None:
    """Note a column that gets its values by itself, and from elsewhere too."""
    default, backfill = node.scalar("default"), node.scalar("backfill")
    if default is not None and "generated" in node:
        table.scope.findings.error(
            "default-of-generated",
            default.position,
            f'the column "{name}" is generated, so it cannot have a default too',
            "Remove default or generated.",
        )
    if backfill is not None and ("generated" in node or "identity" in node):
        table.scope.findings.error(
            "backfill-of-generated",
            backfill.position,
            f'the rows that are there get a value in "{name}" by themselves',
            "Remove backfill.",
        )


def _column(table: TableSource, name: str, node: MappingNode) -> Column:
    scope = table.scope
    default, generated = node.scalar("default"), node.scalar("generated")
    _check_origin(table, name, node)
    type_sql = build_type(scope, node.scalars("type")[0])
    check_collatable(scope, node, type_sql)
    _check_storage(table, node, type_sql)
    identity = build_identity(scope, name, node, type_sql)
    statistics = node.scalar("statistics")
    return Column(
        name=name,
        type_sql=type_sql,
        collation=build_collation(scope, node),
        # PostgreSQL makes an identity column NOT NULL whatever is said.
        not_null=node.flag("not_null", default=False) or identity is not None,
        default=build_default(scope, default, table.columns.type_of(name), "column"),
        identity=identity,
        generated=build_generated(table, name, node, type_sql) if generated else "",
        stored=node.flag("stored", default=True),
        storage=node.text("storage"),
        compression=node.text("compression"),
        statistics=int(statistics.text) if statistics else None,
        parameters=build_parameters(
            scope, node.mapping("with"), OF_COLUMNS, "a column"
        ),
        description=node.text("description"),
        not_null_constraint="",
    )


def _check_storage(table: TableSource, node: MappingNode, type_sql: str) -> None:
    """Note what is said of large values where the type has none."""
    if not type_sql or not is_kept_in_the_row(type_sql):
        return
    for key in ("storage", "compression"):
        where = node.scalar(key)
        if where is not None and where.text != "plain":
            table.scope.findings.error(
                "no-large-values",
                where.position,
                f"values of the type {type_sql} are small, and PostgreSQL keeps them "
                "in the row as they are",
                f"Remove {key}.",
            )
