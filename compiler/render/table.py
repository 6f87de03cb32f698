"""Tables."""

from compiler.model.constraint import Check, Exclusion, Key
from compiler.model.table import Table
from compiler.render.column import align_columns, render_column_options
from compiler.render.comment import render_comment, render_comment_change
from compiler.render.constraint import arrange_constraints, render_added_checks
from compiler.render.parameter import arrange_parameters, render_parameter_change
from compiler.render.partition import arrange_partitioning
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier


def render_create_table(table: Table) -> tuple[Statement, ...]:
    """Return the creation of a table, what it cannot say itself, and its comments."""
    sql = render_file(
        "compiler.render",
        "table/create",
        table=table,
        unlogged="UNLOGGED " if table.unlogged else "",
        columns=align_columns(table.columns),
        constraints=arrange_constraints(table),
        split=arrange_partitioning(table.partitioning) if table.partitioning else "",
        parameters=arrange_parameters(table.storage_parameters),
    )
    return (
        Statement(sql=sql, object=table, as_owner=True),
        *(
            statement
            for column in table.columns
            for statement in render_column_options(table, table.name, column)
        ),
        *render_added_checks(table),
        *_comments(table),
    )


def _comments(table: Table) -> tuple[Statement, ...]:
    constraints: tuple[Key | Check | Exclusion, ...] = (
        *table.keys,
        *table.exclusions,
        *table.checks,
    )
    described = (
        (f"TABLE {table.name.sql}", table.description),
        *(
            (
                f"COLUMN {table.name.sql}.{quote_identifier(column.name)}",
                column.description,
            )
            for column in table.columns
        ),
        *(
            (
                f"CONSTRAINT {quote_identifier(item.name)} ON {table.name.sql}",
                item.description,
            )
            for item in constraints
        ),
    )
    return tuple(
        statement
        for target, description in described
        for statement in render_comment(table, target, description)
    )


def render_alter_table(before: Table, after: Table) -> tuple[Statement, ...]:
    """Return what makes one table of another, its columns and constraints aside."""
    kept: tuple[Statement, ...] = ()
    if before.unlogged != after.unlogged:
        sql = render_file(
            "compiler.render",
            "table/persistence",
            table=after,
            word="UNLOGGED" if after.unlogged else "LOGGED",
        )
        kept = (Statement(sql=sql, object=after, as_owner=True),)
    return (
        *kept,
        *render_parameter_change(
            after,
            "table",
            {"table": after},
            before.storage_parameters,
            after.storage_parameters,
        ),
        *render_comment_change(
            after, f"TABLE {after.name.sql}", before.description, after.description
        ),
    )
