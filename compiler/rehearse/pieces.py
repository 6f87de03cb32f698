"""The statements of a wanted state as an ordinary role can run them in scratch.

Who may become the platform's owner need not be allowed to hand anything over. So what
another role is to own is made by that role at once. Roles are left to their names, and
rows are not built.
"""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from compiler.model.aggregate import Aggregate
from compiler.model.event_trigger import EventTrigger
from compiler.model.extension import Extension
from compiler.model.grant import RoutineGrant
from compiler.model.index import Index
from compiler.model.partition import Partition
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.rows import SeedRows
from compiler.model.schema import Schema
from compiler.model.sequence import Sequence
from compiler.model.table import Table
from compiler.model.table_part import Thing
from compiler.model.view import MaterializedView, View
from compiler.names import SENTINEL_TENANT
from compiler.render.create import render_create
from compiler.render.routine import keeping_grant
from compiler.render.script import SESSION
from compiler.render.statement import Statement
from compiler.syntax.quote import replace_sentinel

_LOCKS_AT_ONCE: Final = 2_000
"""Every server has room for more, as it comes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement, and who runs it.

    Args:
        thing: that it is about.
        makes: the extension or the schema that it creates, which may be there; nothing
            for all others.
        locks: that it takes on what it makes, about.
    """

    role: str
    sql: str
    thing: Thing
    makes: tuple[str, str] | None = None
    locks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What is built in scratch.

    Args:
        roles: that have to be there by name.
        schemas: that it makes.
    """

    pieces: tuple[Piece, ...]
    roles: tuple[str, ...]
    schemas: tuple[str, ...]

    @property
    def locks(self) -> int:
        """How many locks one transaction would take on what is made, about."""
        return sum(each.locks for each in self.pieces)


def prepare_build(
    statements: Iterable[Statement], owner: str, tenant_id: str = ""
) -> Build:
    """Return statements as they are run in scratch.

    Args:
        statements: in the order of execution.
        owner: the role that owns the platform.
        tenant_id: whose they are to be, of the sentinel's; empty for what stands once.
    """
    listed = tuple(statements)
    things = [each.object for each in listed]

    def named(name: str) -> str:
        """Return a name as it is for the tenant."""
        return name.replace(SENTINEL_TENANT, tenant_id) if tenant_id else name

    return Build(
        pieces=tuple(
            dataclasses.replace(
                piece,
                role=named(piece.role),
                sql=replace_sentinel(piece.sql, tenant_id) if tenant_id else piece.sql,
            )
            for piece in _pieces(listed, owner)
        ),
        roles=tuple(
            dict.fromkeys(named(each.name) for each in things if isinstance(each, Role))
        ),
        schemas=tuple(
            dict.fromkeys(
                named(each.name) for each in things if isinstance(each, Schema)
            )
        ),
    )


def split_build(build: Build) -> Iterator[Build]:
    """Yield a build in pieces that a transaction each can make, in order."""
    some: list[Piece] = []
    locks = 0
    for piece in build.pieces:
        some.append(piece)
        locks += piece.locks
        if locks >= _LOCKS_AT_ONCE:
            yield dataclasses.replace(build, pieces=tuple(some))
            some, locks = [], 0
    yield dataclasses.replace(build, pieces=tuple(some))


def leave_out_event_triggers(build: Build) -> Build:
    """Return a build without event triggers, which would fire at all that follows."""
    kept = (each for each in build.pieces if not isinstance(each.thing, EventTrigger))
    return dataclasses.replace(build, pieces=tuple(kept))


def keep_event_triggers(build: Build) -> Build:
    """Return the event triggers of a build alone."""
    kept = (each for each in build.pieces if isinstance(each.thing, EventTrigger))
    return dataclasses.replace(build, pieces=tuple(kept))


def _locks_on(thing: Thing) -> int:
    """Return how many relations a thing is made of, TOAST tables included."""
    match thing:
        case Table():
            return 4 + len(thing.keys) + len(thing.exclusions)
        case Partition() | MaterializedView():
            return 4
        case Index() | Sequence() | View():
            return 1
        case _:
            return 0


def _pieces(statements: Iterable[Statement], owner: str) -> Iterator[Piece]:
    handed: set[Routine | Aggregate] = set()
    locked: set[int] = set()
    for statement in statements:
        thing = statement.object
        # The first statement about a thing makes it.
        locks = 0 if id(thing) in locked else _locks_on(thing)
        locked.add(id(thing))
        match thing:
            case Role() | Membership() | SeedRows():
                continue
            case Routine() | Aggregate() if thing.owner != owner:
                if thing not in handed:
                    yield from _made_by_owner(thing, owner)
                handed.add(thing)
            case RoutineGrant() if thing.routine.owner != owner:
                yield Piece(thing.routine.owner, statement.sql, thing)
            case Extension():
                made = ("extension", thing.name)
                yield Piece(SESSION, statement.sql, thing, made)
            # It is made as the platform's, and may become another's then.
            case Schema() if thing.owner == owner and not statement.as_owner:
                yield Piece(SESSION, statement.sql, thing, ("schema", thing.name))
            case _:
                role = owner if statement.as_owner else SESSION
                yield Piece(role, statement.sql, thing, locks=locks)


def _made_by_owner(routine: Routine | Aggregate, owner: str) -> Iterator[Piece]:
    """Yield what makes a routine in the name of the role that is to own it."""
    made = render_create(routine, routine.owner)
    grant = keeping_grant(routine, owner)
    kept = render_create(grant, routine.owner) if grant is not None else ()
    yield from (Piece(routine.owner, each.sql, routine) for each in (*made, *kept))
