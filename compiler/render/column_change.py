"""What makes one column of another, while it stays."""

import dataclasses
from collections.abc import Iterator
from typing import Final

from compiler.model.column import Column, Identity
from compiler.model.name import QualifiedName
from compiler.model.table_part import TableColumn
from compiler.render.column import identity_options
from compiler.render.comment import render_comment_change
from compiler.render.expression import arrange_default, arrange_expression
from compiler.render.parameter import render_parameter_change
from compiler.render.statement import Statement
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_identifier

_DEFAULTS: Final = (
    ("INCREMENT BY", "1"),
    ("MINVALUE", ""),
    ("MAXVALUE", ""),
    ("START WITH", ""),
    ("CACHE", "1"),
)
"""What an identity column's sequence is set to where nothing is said any more."""


_BLOCKS_AT_ONCE: Final = 500
"""Of 8 kB each, that one transaction fills."""

_STORAGE: Final = {
    "cidr": "main",
    "inet": "main",
    "numeric": "main",
    "vector": "external",
}
"""Types that are not stored as most are that can be large."""


def render_alter_column(
    before: TableColumn, after: TableColumn
) -> tuple[Statement, ...]:
    """Return what makes one column of another of the same type: only what differs."""
    old, new = before.column, after.column
    target = f"COLUMN {after.table.sql}.{quote_identifier(new.name)}"
    return (
        *_expression(before, after),
        *_origin_of_values(before, after),
        *_not_null(before, after),
        *_kept(before, after),
        *render_parameter_change(
            after,
            "column",
            {"table": after.table, "column": new},
            old.parameters,
            new.parameters,
        ),
        *render_comment_change(after, target, old.description, new.description),
        *_names(before, after),
    )


def render_retype_column(after: TableColumn, using: str) -> tuple[Statement, ...]:
    """Return what gives a column another type, and its values with it."""
    return (_render("retype", after, using=using),)


def render_backfill(
    item: TableColumn, expression: str, role: str
) -> tuple[Statement, ...]:
    """Return what gives a column's value to the rows that have none."""
    arranged = arrange_expression(expression, 0)
    body = _render(
        "backfill_body", item, expression=arranged, blocks=_BLOCKS_AT_ONCE
    ).sql
    filled = _render("backfill", item, body=f"\n{body}\n")
    return (dataclasses.replace(filled, as_owner=False, role=role),)


def _expression(before: TableColumn, after: TableColumn) -> Iterator[Statement]:
    if before.column.generated and not after.column.generated:
        yield _render("drop_expression", after)


def _origin_of_values(before: TableColumn, after: TableColumn) -> Iterator[Statement]:
    """Yield where values come from, a default or an identity; none has both."""
    if after.column.identity is None:
        yield from _identity(before, after)
        yield from _default(before, after)
    else:
        yield from _default(before, after)
        yield from _identity(before, after)


def _default(before: TableColumn, after: TableColumn) -> Iterator[Statement]:
    default = after.column.default
    if before.column.default != default:
        arranged = arrange_default(default, 0) if default else ""
        yield _render("default", after, default=arranged)


def _not_null(before: TableColumn, after: TableColumn) -> Iterator[Statement]:
    if before.column.not_null != after.column.not_null:
        yield _render(
            "not_null", after, word="SET" if after.column.not_null else "DROP"
        )


def _identity(before: TableColumn, after: TableColumn) -> Iterator[Statement]:
    old, new = before.column.identity, after.column.identity
    if old is not None and new is None:
        yield _render("drop_identity", after)
    elif old is None and new is not None:
        if not before.column.not_null:
            # An identity column has to be NOT NULL before it is one.
            yield _render("not_null", after, word="SET")
        yield _render(
            "add_identity",
            after,
            identity=new.generated.upper(),
            options=tuple(identity_options(new)),
        )
    elif old is not None and new is not None and _told(old) != _told(new):
        yield _render(
            "alter_identity",
            after,
            identity=new.generated.upper(),
            options=tuple(_identity_changes(old, new)),
        )


def _told(identity: Identity) -> tuple[object, ...]:
    return (identity.generated, identity.cycle, *identity_options(identity))


def _identity_changes(before: Identity, after: Identity) -> Iterator[str]:
    old = dict(each.rsplit(" ", 1) for each in identity_options(before) if " " in each)
    new = dict(each.rsplit(" ", 1) for each in identity_options(after) if " " in each)
    for word, usual in _DEFAULTS:
        if old.get(word) != new.get(word):
            value = new.get(word, usual)
            yield f"{word} {value}" if value else f"NO {word}"
    if before.cycle != after.cycle:
        yield "CYCLE" if after.cycle else "NO CYCLE"


def _kept(before: TableColumn, after: TableColumn) -> Iterator[Statement]:
    """Yield how values are kept, and what is counted of them."""
    old, new = before.column, after.column
    if old.storage != new.storage:
        yield _render("storage", after, storage=_storage_of(new))
    if old.compression != new.compression:
        yield _render("compression", after)
    if old.statistics != new.statistics:
        target = -1 if new.statistics is None else new.statistics
        yield _render("statistics", after, target=target)


def _storage_of(column: Column) -> str:
    """Return how values are stored; before version 16 no word means the default."""
    name = column.type_sql.partition("(")[0].rpartition(".")[2]
    usual = _STORAGE.get(name, "extended")
    return (column.storage or usual).upper()


def _names(before: TableColumn, after: TableColumn) -> Iterator[Statement]:
    """Yield new names of what PostgreSQL made for the column and named itself."""
    old, new = before.column, after.column
    if old.not_null_constraint and new.not_null_constraint not in {
        "",
        old.not_null_constraint,
    }:
        sql = render_file(
            "compiler.render",
            "constraint/rename",
            table=after.table,
            before=old.not_null_constraint,
            after=new.not_null_constraint,
        )
        yield Statement(sql=sql, object=after, as_owner=True)
    if old.identity and new.identity and old.identity.sequence != new.identity.sequence:
        sql = render_file(
            "compiler.render",
            "sequence/rename",
            before=QualifiedName(after.table.schema, old.identity.sequence),
            after=new.identity.sequence,
        )
        yield Statement(sql=sql, object=after, as_owner=True)


def _render(action: str, item: TableColumn, **values: object) -> Statement:
    sql = render_file(
        "compiler.render",
        f"column/{action}",
        table=item.table,
        column=item.column,
        **values,
    )
    return Statement(sql=sql, object=item, as_owner=True)
