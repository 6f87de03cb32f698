"""Columns as parts of `CREATE TABLE`, and what is said of them after it."""

import dataclasses
from collections.abc import Iterator
from typing import Final

from compiler.model.column import Column, Identity
from compiler.model.name import QualifiedName
from compiler.model.table_part import TableColumn, Thing
from compiler.render.comment import render_comment
from compiler.render.expression import arrange_default, arrange_expression
from compiler.render.parameter import arrange_parameters
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier

_INDENT: Final = 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ColumnText:
    """A column whose name and type are padded to stand in line with the others.

    Args:
        identity: `ALWAYS` or `BY DEFAULT`; empty for a column without.
        identity_options: those of the sequence behind it.
        kept: whether a generated column is stored or virtual.
    """

    name: str
    type_sql: str
    compression: str
    collation: str
    default: str
    identity: str
    identity_options: tuple[str, ...]
    generated: str
    kept: str
    not_null: bool


def align_columns(columns: tuple[Column, ...]) -> tuple[ColumnText, ...]:
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


def render_create_column(item: TableColumn) -> tuple[Statement, ...]:
    """Return what adds a column to a table that is there, and its comment."""
    (text,) = align_columns((item.column,))
    sql = render_file("compiler.render", "column/create", table=item.table, text=text)
    target = f"COLUMN {item.table.sql}.{quote_identifier(item.column.name)}"
    return (
        Statement(sql=sql, object=item, as_owner=True),
        *render_column_options(item, item.table, item.column),
        *render_comment(item, target, item.column.description),
    )


def render_column_options(
    thing: Thing, table: QualifiedName, column: Column
) -> Iterator[Statement]:
    """Yield what neither `CREATE TABLE` nor `ADD COLUMN` can say of a column.

    `STORAGE` is among it, which they take only from PostgreSQL 16 on.

    Args:
        thing: what the statements belong to.
        table: that has the column.
        column: what is said of it.
    """
    options = (
        ("storage", column.storage, {"storage": column.storage.upper()}),
        ("statistics", column.statistics is not None, {"target": column.statistics}),
        (
            "set",
            column.parameters,
            {"parameters": arrange_parameters(column.parameters)},
        ),
    )
    for option, is_said, values in options:
        if is_said:
            sql = render_file(
                "compiler.render",
                f"column/{option}",
                table=table,
                column=column,
                **values,
            )
            yield Statement(sql=sql, object=thing, as_owner=True)


def _column_text(column: Column, name: str, type_width: int) -> ColumnText:
    bare = not (
        column.compression
        or column.collation
        or column.default
        or column.identity
        or column.generated
        or column.not_null
    )
    fixed = bare or "." in column.type_sql
    identity = column.identity
    return ColumnText(
        name=name,
        type_sql=column.type_sql if fixed else column.type_sql.ljust(type_width),
        compression=column.compression,
        collation=column.collation,
        default=arrange_default(column.default, _INDENT) if column.default else "",
        identity=identity.generated.upper() if identity else "",
        identity_options=tuple(identity_options(identity)) if identity else (),
        generated=(
            arrange_expression(column.generated, _INDENT) if column.generated else ""
        ),
        kept="STORED" if column.stored else "VIRTUAL",
        not_null=column.not_null,
    )


def identity_options(identity: Identity) -> Iterator[str]:
    """Yield what is said of the sequence behind an identity column."""
    numbers = (
        ("INCREMENT BY", identity.increment),
        ("MINVALUE", identity.minimum),
        ("MAXVALUE", identity.maximum),
        ("START WITH", identity.start),
        ("CACHE", identity.cache),
    )
    yield from (f"{word} {number}" for word, number in numbers if number is not None)
    if identity.cycle:
        yield "CYCLE"
