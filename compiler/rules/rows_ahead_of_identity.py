"""Rows of a spec give numbers to an identity column that will count to them itself.

A row that names its own number does not make the column count on, so the first inserts
that leave the number to the column meet those of the rows, and are refused if it is a
key. The column has to begin behind the rows, or the rows leave the number to it.

Fails:

    table: countries
    columns:
      id: {type: bigint, identity: by default}
      name: {type: text, not_null: true}
      created_at: {type: timestamptz, not_null: true, default: now()}
    primary_key: [id]
    rows:
      - {id: 1, name: Germany}
      - {id: 2, name: France}
    retention: {rule: keep}

Passes:

    table: countries
    columns:
      id: {type: bigint, identity: {generated: by default, start: 3}}
      name: {type: text, not_null: true}
      created_at: {type: timestamptz, not_null: true, default: now()}
    primary_key: [id]
    rows:
      - {id: 1, name: Germany}
      - {id: 2, name: France}
    retention: {rule: keep}
"""

from collections.abc import Iterator
from decimal import Decimal

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding, warning
from compiler.model.column import Column
from compiler.model.rows import SeedRows
from compiler.model.table import Table
from compiler.rules.rule import Rule
from compiler.syntax.constant import NotConstantError, read_constant


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    tables = {it.name: it for it in blueprint.origins if isinstance(it, Table)}
    for rows, origin in blueprint.origins.items():
        if not isinstance(rows, SeedRows):
            continue
        for column in tables[rows.table].columns:
            last = max(_numbers(rows, column.name), default=None)
            if last is not None and _counts_to(column, last):
                yield warning(
                    RULE.name,
                    origin.position,
                    f'the rows number "{column.name}" up to {last}, and the column '
                    "will count to these numbers itself",
                    f"Let its identity start at {last + 1}, or leave {column.name} "
                    "out of the rows.",
                )


def _counts_to(column: Column, number: Decimal) -> bool:
    identity = column.identity
    if identity is None or identity.generated == "always":
        return False
    if (identity.increment or 1) < 0:
        return False
    return number >= (identity.start or identity.minimum or 1)


def _numbers(rows: SeedRows, column: str) -> Iterator[Decimal]:
    if column not in rows.columns:
        return
    index = rows.columns.index(column)
    for row in rows.rows:
        try:
            value = read_constant(row[index].sql)
        except NotConstantError:
            continue
        if isinstance(value, Decimal):
            yield value


RULE = Rule(name="rows-ahead-of-identity", check=_check, waivable=True)
