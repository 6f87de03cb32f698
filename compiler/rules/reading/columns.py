"""The columns of all tables, and those of one type, for the rules about types."""

from collections.abc import Iterator

from compiler.build.blueprint import Blueprint
from compiler.diagnostics import Finding, warning
from compiler.model.column import Column
from compiler.model.table import Table
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.type_name import parse_type


def warn_of_type(
    blueprint: Blueprint, rule: str, type_name: str, trouble: str, remedy: str
) -> Iterator[Finding]:
    """Yield a warning for each column of one of PostgreSQL's own types.

    Args:
        blueprint: its tables are looked at.
        rule: the name of the rule that warns.
        type_name: as the catalog has it, such as `bpchar`; arrays of it count.
        trouble: what the column does, in words that follow its name.
        remedy: what to do about it.
    """
    for table, column in columns_of_tables(blueprint):
        if column.type_sql and _is_of(column.type_sql, type_name):
            position = blueprint.position_of(table, "columns", column.name)
            yield warning(
                rule, position, f'the column "{column.name}" {trouble}', remedy
            )


def columns_of_tables(blueprint: Blueprint) -> Iterator[tuple[Table, Column]]:
    """Yield the columns of all tables, each with its table."""
    for item in blueprint.origins:
        if isinstance(item, Table):
            for column in item.columns:
                yield item, column


def _is_of(type_sql: str, type_name: str) -> bool:
    try:
        parsed = parse_type(type_sql)
    except SqlError:
        # It is a finding already; what is left of it need not be a type.
        return False
    return parsed.name == type_name and parsed.is_builtin
