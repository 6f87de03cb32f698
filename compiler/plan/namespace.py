"""Which names a thing takes, so that nothing else can have them at the same time.

Source: PostgreSQL documentation, "pg_class", "pg_type", "pg_constraint": what their
unique indexes are over.
"""

from collections.abc import Iterator
from typing import TypeAlias

from compiler.model.aggregate import Aggregate
from compiler.model.composite_type import CompositeType
from compiler.model.constraint import Check, ForeignKey, Key
from compiler.model.domain import Domain
from compiler.model.enum_type import EnumType
from compiler.model.identity import identify
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.range_type import RangeType
from compiler.model.routine import Routine
from compiler.model.sequence import Sequence
from compiler.model.table import Table
from compiler.model.table_part import TableConstraint, Thing
from compiler.model.view import MaterializedView, View

Taken: TypeAlias = tuple[str, ...]
"""A kind of names, and a name of it."""


def names_taken(thing: Thing) -> Iterator[Taken]:  # noqa: C901 - one line a kind
    """Yield the names that a thing takes."""
    match thing:
        case Partition():
            yield from _pair(thing.name, "relation", "type")
            # The values that it takes, no other partition can take.
            yield ("partitions", thing.parent.schema, thing.parent.name)
        case Table() | View() | MaterializedView() | CompositeType():
            yield from _pair(thing.name, "relation", "type")
        case Sequence():
            # It makes no type, but PostgreSQL lets none of its name be there.
            yield from _pair(thing.name, "relation", "type")
        case EnumType() | Domain():
            yield from _pair(thing.name, "type")
        case RangeType():
            yield from (*_pair(thing.name, "type"), *_pair(thing.multirange, "type"))
            yield from (("routine", each) for each in _constructors(thing))
        case Routine() | Aggregate():
            yield ("routine", thing.signature_sql)
        case Index():
            yield ("relation", thing.table.schema, thing.name)
        case TableConstraint():
            yield from _of_constraint(thing)
        case ForeignKey():
            yield ("constraint", thing.table.schema, thing.table.name, thing.name)
        case _:
            identity = identify(thing)
            yield (identity.kind, *identity.path)


def _constructors(thing: RangeType) -> Iterator[str]:
    """Yield the functions that PostgreSQL makes with a range type."""
    one, many, ends = thing.name.sql, thing.multirange.sql, thing.subtype
    yield from (f"{one}({ends}, {ends})", f"{one}({ends}, {ends}, text)")
    yield from (f"{many}()", f"{many}({one})", f"{many}({one}[])")


def _of_constraint(thing: TableConstraint) -> Iterator[Taken]:
    name = thing.constraint.name
    yield ("constraint", thing.table.schema, thing.table.name, name)
    if isinstance(thing.constraint, Key) and thing.constraint.primary:
        yield ("primary key", thing.table.schema, thing.table.name)
    if not isinstance(thing.constraint, Check):
        # Its index goes by the same name.
        yield ("relation", thing.table.schema, name)


def _pair(name: QualifiedName, *kinds: str) -> Iterator[Taken]:
    return ((kind, name.schema, name.name) for kind in kinds)
