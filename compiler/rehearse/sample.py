"""A row for each table, so that a rehearsal sees what becomes of rows.

Most types have a value that most checks accept. Where the server refuses a row, fewer
columns are tried; where it refuses that too, the table stays empty.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from compiler.model.catalog import DatabaseObject
from compiler.model.column import Column
from compiler.model.enum_type import EnumType
from compiler.model.needs import words_in
from compiler.model.table import Table
from compiler.syntax.environment import render_file
from compiler.syntax.quote import quote_literal

_PACKAGE: Final = "compiler.rehearse"
_TEXT_IN_CHECK: Final = re.compile(r"'((?:[^']|'')*)'")
_VALUES: Final[Mapping[str, str]] = {
    "bigint": "1",
    "bit": "0",
    "bit varying": "0",
    "boolean": "true",
    "bytea": "\\x00",
    "character": "a",
    "character varying": "a",
    "cidr": "10.0.0.0/8",
    "date": "2026-01-01",
    "double precision": "1",
    "inet": "10.0.0.1",
    "integer": "1",
    "interval": "1 day",
    "json": "{}",
    "jsonb": "{}",
    "macaddr": "08:00:2b:01:02:03",
    "money": "1",
    "name": "a",
    "numeric": "1",
    "real": "1",
    "smallint": "1",
    "text": "a",
    "time": "12:00",
    "timestamp": "2026-01-01 12:00",
    "tsvector": "a",
    "uuid": "00000000-0000-4000-8000-000000000001",
    "xml": "<a/>",
}


def render_sample_rows(
    tables: Sequence[Table], objects: Iterable[DatabaseObject]
) -> str:
    """Return SQL that puts a row into every table that takes one.

    Args:
        tables: that are there and empty.
        objects: the types among them are those of columns.
    """
    labels = {
        each.name.sql: each.labels[0]
        for each in objects
        if isinstance(each, EnumType) and each.labels
    }
    rows = [
        {
            "whole": _insert(table, _values(table, labels, must=False)),
            "least": _insert(table, _values(table, labels, must=True)),
        }
        for table in tables
    ]
    body = render_file(_PACKAGE, "insert_rows_body", rows=rows)
    return render_file(_PACKAGE, "insert_rows", body=body)


def _insert(table: Table, values: Iterable[tuple[str, str]]) -> str:
    return render_file(
        _PACKAGE, "insert_row", table=table.name.sql, values=dict(values)
    )


def _values(
    table: Table, labels: Mapping[str, str], *, must: bool
) -> Iterator[tuple[str, str]]:
    """Yield columns, and the SQL of a value for each."""
    for column in table.columns:
        if column.generated or column.identity or column.default:
            continue
        if column.not_null or not must:
            value = _value_of(column, table, labels)
            if value is not None:
                typed = f"{quote_literal(value)}::{column.type_sql}"
                yield column.name, typed


def _value_of(column: Column, table: Table, labels: Mapping[str, str]) -> str | None:
    if column.type_sql in labels:
        return labels[column.type_sql]
    for check in table.checks:
        found = _TEXT_IN_CHECK.search(check.expression)
        if found and column.name in words_in(check.expression):
            return found[1].replace("''", "'")
    if column.type_sql.endswith("[]"):
        return "{}"
    if column.type_sql.endswith("range"):
        return "empty"
    plain = re.sub(r"\(.*?\)| with(out)? time zone", "", column.type_sql).strip()
    return _VALUES.get(plain)
