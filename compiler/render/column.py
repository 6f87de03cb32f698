"""Columns as parts of `CREATE TABLE`, and what is said of them after it."""

import dataclasses
from collections.abc import Iterator
from typing import Final

from compiler.model.column import Column, Identity
from compiler.model.table import Table
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


def render_column_options(table: Table) -> Iterator[Statement]:
    """Yield what `CREATE TABLE` cannot say of the columns.

    `STORAGE` is among it, which it takes only from PostgreSQL 16 on.
    """
    for column in table.columns:
        options = (
            ("storage", bool(column.storage)),
            ("statistics", column.statistics is not None),
            ("parameters", bool(column.parameters)),
        )
        for option, is_said in options:
            if is_said:
                sql = render_file(
                    "compiler.render",
                    f"table/{option}",
                    table=table,
                    column=column,
                    parameters=arrange_parameters(column.parameters),
                )
                yield Statement(sql=sql, object=table, as_owner=True)


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
        identity_options=tuple(_identity_options(identity)) if identity else (),
        generated=(
            arrange_expression(column.generated, _INDENT) if column.generated else ""
        ),
        kept="STORED" if column.stored else "VIRTUAL",
        not_null=column.not_null,
    )


def _identity_options(identity: Identity) -> Iterator[str]:
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
