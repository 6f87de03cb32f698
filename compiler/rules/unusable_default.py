"""A default is more than its column can hold.

PostgreSQL does not try a default before a row needs it: the table is made, and every
insert that leaves the column out fails.

Fails:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      state: {type: varchar(4), not_null: true, default: "'waiting'"}
    primary_key: [id]
    retention: {rule: keep}

Passes:

    table: visits
    columns:
      id: {type: bigint, not_null: true}
      created_at: {type: timestamptz, not_null: true}
      state: {type: text, not_null: true, default: "'waiting'"}
    primary_key: [id]
    retention: {rule: keep}
"""

import contextlib
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from compiler.build.blueprint import Blueprint
from compiler.build.value_type import converts, fits_type
from compiler.diagnostics import Finding, warning
from compiler.model.column import Column
from compiler.rules.reading.columns import columns_of_tables
from compiler.rules.rule import Rule
from compiler.syntax.builtin_types import INTEGER_BITS
from compiler.syntax.constant import NotConstantError, read_bare_constant
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.type_name import parse_type


def _check(blueprint: Blueprint) -> Iterator[Finding]:
    for table, column in columns_of_tables(blueprint):
        if column.default and not _is_usable(column):
            yield warning(
                RULE.name,
                blueprint.position_of(table, "columns", column.name),
                f'the column "{column.name}" of type {column.type_sql} cannot hold its '
                f"default {column.default}",
                "Write a smaller default, or a larger type.",
            )


def _is_usable(column: Column) -> bool:
    with contextlib.suppress(NotConstantError, SqlError):
        value = read_bare_constant(column.default)
        kind = parse_type(column.type_sql)
        if isinstance(value, Decimal) and kind.name in INTEGER_BITS:
            # A fraction is rounded on the way into the row.
            value = value.to_integral_value(ROUND_HALF_UP)
        # What is refused with the table is an error of its own.
        return fits_type(value, kind) or not converts(value, kind)
    return True


RULE = Rule(name="unusable-default", check=_check, waivable=True)
