"""What goes away with what, silently: an index with its table, a check with a column.

Source: PostgreSQL documentation, "Dependency Tracking" and `ALTER TABLE … DROP COLUMN`.
"""

from collections.abc import Iterator
from typing import TypeAlias

from compiler.model.aggregate import Aggregate
from compiler.model.constraint import Check, Exclusion, ForeignKey, Key
from compiler.model.default_privileges import DefaultPrivileges
from compiler.model.grant import RoutineGrant, SchemaGrant, SequenceGrant, TableGrant
from compiler.model.index import Index, IndexElement
from compiler.model.name import QualifiedName
from compiler.model.needs import words_in
from compiler.model.ownership import Ownership
from compiler.model.partition import Partition
from compiler.model.policy import Policy, RowSecurity
from compiler.model.replica_identity import ReplicaIdentity
from compiler.model.rewrite_rule import RewriteRule
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.rows import SeedRows
from compiler.model.schema import Schema
from compiler.model.sequence import Sequence, SequenceOwner
from compiler.model.statistics import Statistics
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.trigger import Trigger
from compiler.model.view import MaterializedView, View

Anchor: TypeAlias = tuple[str, ...]
"""What others hang on: what it is, as far as names are concerned, and its names."""


def anchor_of(thing: Thing) -> Anchor | None:  # noqa: PLR0911 - one line a kind
    """Return what others can hang on of a thing; nothing where nothing does."""
    match thing:
        case Table() | Partition() | View() | MaterializedView() | Sequence():
            return _relation(thing.name)
        case Index():
            return ("relation", thing.table.schema, thing.name)
        case TableColumn():
            return column_anchor(thing.table, thing.column.name)
        case TableConstraint() if not isinstance(thing.constraint, Check):
            # Its index goes by its name.
            return ("relation", thing.table.schema, thing.constraint.name)
        case Routine() | Aggregate():
            return _routine(thing)
        case Schema():
            return ("schema", thing.name)
        case Role():
            return ("role", thing.name)
        case _:
            return None


def column_anchor(table: QualifiedName, column: str) -> Anchor:
    """Return what hangs on a column by."""
    return ("column", table.schema, table.name, column)


def find_anchors(thing: Thing) -> Iterator[Anchor]:  # noqa: C901, PLR0912 - one line a kind
    """Yield what a thing goes away with."""
    match thing:
        case Index() | Statistics() | ForeignKey() | TableConstraint():
            yield _relation(thing.table)
            for column in _columns_of(thing):
                yield column_anchor(thing.table, column)
        case TableColumn() | Trigger() | Policy() | RowSecurity() | TableGrant():
            yield _relation(thing.table)
        case RewriteRule() | SeedRows():
            yield _relation(thing.table)
        case ReplicaIdentity():
            yield _relation(thing.table)
            yield ("relation", thing.table.schema, thing.index)
        case SequenceGrant() | SequenceOwner():
            yield _relation(thing.sequence)
        case Partition():
            yield _relation(thing.parent)
        case Ownership():
            yield _relation(thing.name)
        case RoutineGrant():
            yield _routine(thing.routine)
        case SchemaGrant():
            yield ("schema", thing.schema)
        case DefaultPrivileges():
            yield ("schema", thing.schema)
            yield ("role", thing.for_role)
        case Membership():
            yield from (("role", thing.role), ("role", thing.member))
        case _:
            pass


def _relation(name: QualifiedName) -> Anchor:
    return ("relation", name.schema, name.name)


def _routine(routine: Routine | Aggregate) -> Anchor:
    return ("routine", routine.name.schema, routine.signature_sql)


def _columns_of(
    thing: Index | Statistics | ForeignKey | TableConstraint,
) -> Iterator[str]:
    """Yield the columns with each of which a thing goes away, and other words."""
    match thing:
        case Index():
            yield from _in_elements(thing.elements)
            yield from (*thing.include, *words_in(thing.predicate))
        case Statistics():
            for each in thing.elements:
                yield from _in_element(each.expression, is_column=each.is_column)
        case ForeignKey():
            yield from thing.columns
        case TableConstraint():
            yield from _in_constraint(thing.constraint)


def _in_constraint(constraint: Key | Check | Exclusion) -> Iterator[str]:
    match constraint:
        case Key():
            yield from (*constraint.columns, *constraint.include)
        case Check():
            yield from words_in(constraint.expression)
        case Exclusion():
            # What expressions read keeps its column, unlike that of an index.
            for each in constraint.elements:
                if each.element.is_column:
                    yield each.element.expression
            yield from constraint.include


def _in_elements(elements: tuple[IndexElement, ...]) -> Iterator[str]:
    for each in elements:
        yield from _in_element(each.expression, is_column=each.is_column)


def _in_element(expression: str, *, is_column: bool) -> Iterator[str]:
    yield from (expression,) if is_column else words_in(expression)
