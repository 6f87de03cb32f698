"""What an object needs that other objects provide, read off the object alone.

Names stand qualified in every SQL text of the model, so each pair of names in it that
another object goes by is taken for a need. That may be one too many (a text constant
that reads like a name), which changes the order of creation and nothing else.
"""

import re
from collections.abc import Iterator
from typing import Final, assert_never

from compiler.model.catalog import DatabaseObject
from compiler.model.constraint import ForeignKey
from compiler.model.enum_type import EnumType
from compiler.model.extension import Extension
from compiler.model.grant import RoutineGrant, SchemaGrant, TableGrant
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.policy import Policy, RowSecurity
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.schema import Schema
from compiler.model.table import Table
from compiler.model.trigger import Trigger

_NAME: Final = r'(?:"((?:[^"]|"")+)"|([^\W\d][\w$]*))'
_QUALIFIED: Final = re.compile(rf"{_NAME}\s*\.\s*{_NAME}")


def provided_by(item: DatabaseObject) -> QualifiedName | None:
    """Return the name by which other objects need this one."""
    match item:
        case EnumType() | Routine() | Table():
            return item.name
        case _:
            return None


def find_needs(item: DatabaseObject) -> Iterator[QualifiedName]:
    """Yield the names that an object needs to be there before it is created."""
    yield from _tables(item)
    for text in _texts(item):
        yield from _names_in(text)


def _tables(item: DatabaseObject) -> Iterator[QualifiedName]:
    """Yield the tables that an object hangs on."""
    match item:
        case Index() | Trigger() | Policy() | RowSecurity() | TableGrant():
            yield item.table
        case ForeignKey():
            yield from (item.table, item.referenced_table)
        case _:
            pass


def _texts(item: DatabaseObject) -> Iterator[str]:  # noqa: C901 - one line a kind
    """Yield the SQL of an object that the server resolves when it creates it."""
    match item:
        case Table():
            for column in item.columns:
                yield from (column.type_sql, column.default, column.generated)
            yield from (check.expression for check in item.checks)
        case Routine():
            yield item.returns
            for argument in item.arguments:
                yield from (argument.type_sql, argument.default)
        case Index():
            yield from (element.expression for element in item.elements)
            yield item.predicate
        case Trigger():
            yield from (item.function.sql, item.condition)
        case Policy():
            yield from (item.using, item.with_check)
        case RoutineGrant():
            yield item.routine.name.sql
        case Role() | Membership() | Schema() | Extension() | EnumType():
            pass
        case ForeignKey() | RowSecurity() | TableGrant() | SchemaGrant():
            pass
        case _:
            assert_never(item)


def _names_in(text: str) -> Iterator[QualifiedName]:
    if "." not in text:
        return
    for found in _QUALIFIED.finditer(text):
        quoted_schema, schema, quoted_name, name = found.groups()
        yield QualifiedName(
            _unquoted(quoted_schema, schema), _unquoted(quoted_name, name)
        )


def _unquoted(quoted: str | None, plain: str) -> str:
    return plain.lower() if quoted is None else quoted.replace('""', '"')
