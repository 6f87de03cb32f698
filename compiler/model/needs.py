"""What an object needs that other objects provide, read off the object alone.

Names stand qualified in every SQL text of the model, so each pair of names in it that
another object goes by is taken for a need. That may be one too many (a text constant
that reads like a name), which changes the order of creation and nothing else; where
objects seem to need one another, `sure_needs` tells.
"""

import functools
import re
from collections.abc import Iterator
from typing import Final

from compiler.model.aggregate import Aggregate
from compiler.model.catalog import DatabaseObject
from compiler.model.column import Column
from compiler.model.composite_type import CompositeType
from compiler.model.constraint import Check, Exclusion, ForeignKey, Key
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.event_trigger import EventTrigger
from compiler.model.grant import (
    RoutineGrant,
    SequenceGrant,
    TableGrant,
)
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition, Partitioning
from compiler.model.policy import Policy, RowSecurity
from compiler.model.range_type import RangeType
from compiler.model.replica_identity import ReplicaIdentity
from compiler.model.rewrite_rule import RewriteRule
from compiler.model.routine import Routine
from compiler.model.rows import SeedRows
from compiler.model.sequence import Sequence, SequenceOwner
from compiler.model.statistics import Statistics
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.trigger import Trigger
from compiler.model.view import MaterializedView, View

_NAME: Final = r'(?:"((?:[^"]|"")+)"|([^\W\d][\w$]*))'
_WORD: Final = re.compile(_NAME)
_QUALIFIED: Final = re.compile(rf"{_NAME}\s*\.\s*{_NAME}")


def provided_by(item: DatabaseObject) -> tuple[QualifiedName, ...]:
    """Return the names by which other objects need this one."""
    match item:
        case RangeType():
            return (item.name, item.multirange)
        case EnumType() | Domain() | CompositeType() | Routine() | Aggregate():
            return (item.name,)
        case Table() | Partition() | Sequence() | View() | MaterializedView():
            return (item.name,)
        case _:
            return ()


def find_needs(item: Thing) -> Iterator[QualifiedName]:
    """Yield the names that a thing needs to be there before it is created."""
    yield from _tables(item)
    for text in find_texts(item):
        yield from names_in(text)


def _tables(item: Thing) -> Iterator[QualifiedName]:  # noqa: C901 - one line a kind
    """Yield the tables that an object hangs on."""
    match item:
        case Index() | Trigger() | Policy() | RowSecurity() | TableGrant():
            yield item.table
        case SeedRows() | Statistics() | ReplicaIdentity() | RewriteRule():
            yield item.table
        case TableColumn() | TableConstraint():
            yield item.table
        case SequenceGrant():
            yield item.sequence
        case SequenceOwner():
            yield from (item.sequence, item.table)
        case Partition():
            yield item.parent
        case ForeignKey():
            yield from (item.table, item.referenced_table)
        case Routine() | View() | MaterializedView():
            yield from item.depends_on
        case _:
            pass


def find_texts(item: Thing) -> Iterator[str]:  # noqa: C901, PLR0912, PLR0915 - one line a kind
    """Yield the SQL of a thing that the server resolves when it creates it."""
    match item:
        case Table():
            yield from _texts_of_table(item)
        case TableColumn():
            yield from _texts_of_column(item.column)
        case TableConstraint():
            yield from _texts_of_constraint(item.constraint)
        case Routine():
            yield from _texts_of_routine(item)
        case Aggregate():
            yield from _texts_of_aggregate(item)
        case Domain() | CompositeType() | RangeType():
            yield from _texts_of_type(item)
        case Partition():
            yield from _texts_of_split(item.partitioning)
        case SeedRows():
            for row in item.rows:
                yield from (each.sql for each in row if not each.is_constant)
        case Statistics():
            yield from (element.expression for element in item.elements)
        case Index():
            yield from (element.expression for element in item.elements)
            yield item.predicate
        case Trigger():
            yield from (item.function.sql, item.condition)
        case Policy():
            yield from (item.using, item.with_check)
        case RoutineGrant():
            yield item.routine.name.sql
        case View() | MaterializedView():
            yield item.query
        case RewriteRule():
            yield from (item.condition, item.actions)
        case EventTrigger():
            yield item.function.sql
        case _:
            # The others hold names and words, and no SQL.
            pass


def _texts_of_table(item: Table) -> Iterator[str]:
    for column in item.columns:
        yield from _texts_of_column(column)
    for check in item.checks:
        yield check.expression
    for exclusion in item.exclusions:
        yield from _texts_of_constraint(exclusion)
    yield from _texts_of_split(item.partitioning)


def _texts_of_column(column: Column) -> Iterator[str]:
    yield from (column.type_sql, column.default, column.generated)


def _texts_of_constraint(constraint: Key | Check | Exclusion) -> Iterator[str]:
    match constraint:
        case Check():
            yield constraint.expression
        case Exclusion():
            yield constraint.predicate
            yield from (each.element.expression for each in constraint.elements)
        case Key():
            pass


def _texts_of_split(partitioning: Partitioning | None) -> Iterator[str]:
    if partitioning is not None:
        yield from (each.expression for each in partitioning.key)


def _texts_of_routine(item: Routine) -> Iterator[str]:
    yield item.returns
    for argument in item.arguments:
        yield from (argument.type_sql, argument.default)
    # Any other body is read when it runs.
    if item.is_atomic:
        yield item.body


def _texts_of_type(item: Domain | CompositeType | RangeType) -> Iterator[str]:
    match item:
        case Domain():
            yield from (item.base, item.collation, item.default)
            yield from (check.expression for check in item.checks)
        case CompositeType():
            for attribute in item.attributes:
                yield from (attribute.type_sql, attribute.collation)
        case RangeType():
            yield from (item.subtype, item.operator_class, item.collation)
            yield item.subtype_diff


def _texts_of_aggregate(item: Aggregate) -> Iterator[str]:
    yield from (each.type_sql for each in (*item.arguments, *item.order_by))
    yield item.combine_function
    for state in (item.state, item.moving):
        if state is not None:
            yield from (state.function, state.inverse_function, state.type_sql)
            yield state.final_function


@functools.lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[QualifiedName, ...]:
    """Return the qualified names in SQL, and what reads like one."""
    if "." not in text:
        return ()
    return tuple(
        QualifiedName(_unquoted(quoted_schema, schema), _unquoted(quoted_name, name))
        for quoted_schema, schema, quoted_name, name in _QUALIFIED.findall(text)
    )


@functools.lru_cache(maxsize=4096)
def words_in(text: str) -> frozenset[str]:
    """Return the words of SQL that may be names, as names: unquoted."""
    return frozenset(_unquoted(quoted, plain) for quoted, plain in _WORD.findall(text))


def _unquoted(quoted: str, plain: str) -> str:
    return quoted.replace('""', '"') if quoted else plain.lower()
