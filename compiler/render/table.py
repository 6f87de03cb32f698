"""Tables."""

import dataclasses
from typing import Final

from compiler.model.column import Column
from compiler.model.constraint import Check, Key
from compiler.model.table import Table
from compiler.render.comment import render_comment
from compiler.render.expression import arrange_default, arrange_expression
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier

_INDENT: Final = 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _ColumnText:
    """A column whose name and type are padded to stand in line with the others."""

    name: str
    type_sql: str
    compression: str
    default: str
    generated: str
    not_null: bool


def render_create_table(table: Table) -> tuple[Statement, ...]:
    """Return the creation of a table, its columns' storage, and its comments."""
    sql = render_file(
        "compiler.render",
        "table/create",
        table=table,
        columns=_align_columns(table.columns),
        keys=tuple((_key_kind(key), key) for key in table.keys),
        checks=tuple(
            (check.name, arrange_expression(check.expression, _INDENT))
            for check in table.checks
        ),
    )
    return (
        Statement(sql=sql, object=table, as_owner=True),
        *(_storage(table, column) for column in table.columns if column.storage),
        *_comments(table),
    )


def _storage(table: Table, column: Column) -> Statement:
    # CREATE TABLE takes STORAGE only from PostgreSQL 16 on.
    sql = render_file("compiler.render", "table/storage", table=table, column=column)
    return Statement(sql=sql, object=table, as_owner=True)


def _key_kind(key: Key) -> str:
    if key.primary:
        return "PRIMARY KEY"
    return "UNIQUE" if key.nulls_distinct else "UNIQUE NULLS NOT DISTINCT"


def _align_columns(columns: tuple[Column, ...]) -> tuple[_ColumnText, ...]:
    """Return the columns padded.

    A type with a dot in it stands in a schema, which may be the tenant's: its length
    is another for every tenant, so it neither counts nor is padded.
    """
    names = [quote_identifier(column.name) for column in columns]
    name_width = max(map(len, names), default=0)
    type_width = max(
        (len(column.type_sql) for column in columns if "." not in column.type_sql),
        default=0,
    )
    return tuple(
        _column_text(column, name.ljust(name_width), type_width)
        for column, name in zip(columns, names, strict=True)
    )


def _column_text(column: Column, name: str, type_width: int) -> _ColumnText:
    bare = not (
        column.compression or column.default or column.generated or column.not_null
    )
    fixed = bare or "." in column.type_sql
    return _ColumnText(
        name=name,
        type_sql=column.type_sql if fixed else column.type_sql.ljust(type_width),
        compression=column.compression,
        default=arrange_default(column.default, _INDENT) if column.default else "",
        generated=(
            arrange_expression(column.generated, _INDENT) if column.generated else ""
        ),
        not_null=column.not_null,
    )


def _comments(table: Table) -> tuple[Statement, ...]:
    constraints: tuple[Key | Check, ...] = (*table.keys, *table.checks)
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
