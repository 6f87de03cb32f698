"""The changes that there are: each says what becomes of one thing."""

import dataclasses
from typing import TypeAlias

from compiler.model.constraint import ForeignKey
from compiler.model.index import Index
from compiler.model.name import QualifiedName
from compiler.model.table_part import TableColumn, TableConstraint, Thing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Create:
    """A thing that is not there comes to be."""

    object: Thing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A thing that is there ceases to be."""

    object: Thing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Alter:
    """A thing that is there becomes what is wanted; its kind and its name stay."""

    before: Thing
    after: Thing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A thing goes by another name, and is the same but for that.

    Args:
        before: the thing by its old name.
        after: the thing by its new name.
    """

    before: Thing
    after: Thing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Retype:
    """A column gets another type, and its values with it.

    Args:
        before: the column as it is, without its default.
        after: the column with its new type and collation; all else is as before.
        using: the SQL expression of a row's new value; empty where PostgreSQL casts.
    """

    before: TableColumn
    after: TableColumn
    using: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CreateConcurrently:
    """An index is built while others write to its table."""

    object: Index


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DropConcurrently:
    """An index goes away without waiting for whoever reads its table."""

    object: Index


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BuildOnPartitions:
    """Each partition that lacks an index of its table gets one while others write."""

    object: Index


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AttachIndexes:
    """The indexes that partitions have become parts of the index of their table."""

    object: Index


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CreateUsingIndex:
    """A key comes to be, of an index that was built while others wrote.

    Args:
        object: the key, by whose name its index goes then.
        index: the index, as it is before.
    """

    object: TableConstraint
    index: Index


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Validate:
    """The rows that are there already are held against a constraint."""

    object: TableConstraint | ForeignKey


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RequireReferents:
    """Rows that refer to none are looked for, by whom no policy keeps from any.

    It is made with the change before it, which it undoes where there are any.

    Args:
        object: the foreign key.
        role: as which it is run; empty for the owner.
        freed: tables whose policies do not bind the owner while it looks.
    """

    object: ForeignKey
    role: str
    freed: tuple[QualifiedName, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """The rows that are there and have no value in a column get one.

    Args:
        object: the column.
        expression: the SQL expression of a row's value.
        role: as which it is run.
    """

    object: TableColumn
    expression: str
    role: str


Online: TypeAlias = (
    CreateConcurrently
    | DropConcurrently
    | BuildOnPartitions
    | AttachIndexes
    | CreateUsingIndex
    | Validate
    | RequireReferents
    | Backfill
)
"""What there is only so that nobody waits long."""

Change: TypeAlias = Create | Drop | Alter | Retype | Rename | Online
"""Everything that a plan can do."""


def thing_of(change: Change) -> Thing:
    """Return what a change is about: as it is afterwards, where it stays."""
    match change:
        case Alter() | Retype() | Rename():
            return change.after
        case _:
            return change.object
