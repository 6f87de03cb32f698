"""What a change may cost: data, access, time in which others wait, the way back.

Decided from the things themselves, never from SQL. What the same plan makes raises
nothing: nobody has used it yet.
"""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from compiler.model.constraint import Check, Exclusion, ForeignKey, Key
from compiler.model.enum_type import EnumType
from compiler.model.grant import RoutineGrant, SchemaGrant, SequenceGrant, TableGrant
from compiler.model.index import Index
from compiler.model.partition import Partition
from compiler.model.policy import Policy, RowSecurity
from compiler.model.role import Membership, Role
from compiler.model.routine import Routine
from compiler.model.sequence import Sequence
from compiler.model.table import Table
from compiler.model.table_part import TableColumn, TableConstraint, Thing
from compiler.model.view import MaterializedView, View
from compiler.plan.changes import (
    Alter,
    Backfill,
    BuildOnPartitions,
    Change,
    Create,
    CreateConcurrently,
    Drop,
    DropConcurrently,
    RequireReferents,
    Retype,
)
from compiler.plan.retype import is_rewritten


class Hazard(enum.Enum):
    """A kind of danger; its value is the word that allows it."""

    DATA_LOSS = "data-loss"
    ACCESS_WIDENED = "access-widened"
    ACCESS_NARROWED = "access-narrowed"
    REWRITE = "rewrite"
    LONG_LOCK = "long-lock"
    FULL_SCAN = "full-scan"
    NOT_REVERSIBLE = "not-reversible"
    NOT_REHEARSED = "not-rehearsed"
    INDEX_BUILD = "index-build"
    NOT_IN_TRANSACTION = "not-in-transaction"


STEADY: Final = frozenset(
    {"current_database", "current_setting", "date_trunc", "now", "statement_timestamp"}
    | {"timezone", "to_char", "transaction_timestamp"}
)
"""PostgreSQL's own functions that say the same all through a statement, as far as
defaults are made of them."""

ACCESS: Final = frozenset({Hazard.ACCESS_WIDENED, Hazard.ACCESS_NARROWED})
"""What is about who may do what."""

NOTED: Final = frozenset({Hazard.INDEX_BUILD, Hazard.NOT_IN_TRANSACTION})
"""What is only noted; all others stop until they are allowed."""


@dataclass(frozen=True, slots=True)
class Danger:
    """A hazard, and what it is about.

    Args:
        words: what may happen, in one sentence.
    """

    hazard: Hazard
    words: str


def find_dangers(change: Change) -> tuple[Danger, ...]:  # noqa: C901, PLR0911 - one line a kind
    """Return what a change to things that are there may cost."""
    match change:
        case Create():
            return tuple(_creating(change.object))
        case Drop():
            return tuple(_dropping(change.object))
        case Alter():
            return tuple(_altering(change.before, change.after))
        case Retype():
            return tuple(_retyping(change))
        case CreateConcurrently() | BuildOnPartitions():
            return (
                Danger(Hazard.INDEX_BUILD, "all rows are read while others write"),
                Danger(Hazard.NOT_IN_TRANSACTION, "it cannot be undone as a whole"),
            )
        case Backfill():
            words = "rows are written batch by batch, and triggers fire"
            return (Danger(Hazard.NOT_IN_TRANSACTION, words),)
        case RequireReferents(freed=(_, *_)):
            words = "all rows are read while everybody waits"
            return (Danger(Hazard.FULL_SCAN, words),)
        case DropConcurrently():
            words = "it cannot be undone as a whole"
            return (Danger(Hazard.NOT_IN_TRANSACTION, words),)
        case _:
            return ()


def _creating(thing: Thing) -> Iterator[Danger]:
    match thing:
        case TableColumn():
            yield from _adding(thing)
        case TableConstraint():
            yield from _constraining(thing)
        case ForeignKey() if thing.validated and thing.enforced:
            yield Danger(Hazard.FULL_SCAN, "all rows are read while writers wait")
        case Index() if not thing.only:
            words = "whoever writes to the table waits until it is built"
            yield Danger(Hazard.LONG_LOCK, words)
        case Policy():
            yield _access(thing, given=thing.permissive)
        case RowSecurity():
            yield Danger(Hazard.ACCESS_NARROWED, "rows are seen by policy alone")
        case _:
            yield from _handing(thing, given=True)


def _adding(thing: TableColumn) -> Iterator[Danger]:
    column = thing.column
    if (column.generated and column.stored) or column.identity:
        yield Danger(Hazard.REWRITE, "every row gets a value of its own")
    elif column.default and not is_constant(column.default):
        words = "every row gets a value of its own, unless the default is stable"
        yield Danger(Hazard.REWRITE, words)


def is_constant(default: str) -> bool:
    """Return whether a default is surely computed once, so that no row is written.

    Source: PostgreSQL documentation, `ALTER TABLE`, on volatile defaults.
    """
    if "(" not in default:
        return True
    # Heavy, and most defaults are plain.
    from compiler.syntax.expression import parse_expression
    from compiler.syntax.libpg_query import SqlError

    try:
        called = parse_expression(default).functions
    except SqlError:
        return False
    return all(
        use.parts[-1] in STEADY and use.parts[:-1] in {(), ("pg_catalog",)}
        for use in called
    )


def _constraining(thing: TableConstraint) -> Iterator[Danger]:
    match thing.constraint:
        case Check(validated=True, enforced=True):
            words = "all rows are read while everybody waits"
            yield Danger(Hazard.FULL_SCAN, words)
        case Key() | Exclusion():
            words = "everybody waits until its index is built"
            yield Danger(Hazard.LONG_LOCK, words)
        case _:
            pass


def _dropping(thing: Thing) -> Iterator[Danger]:
    match thing:
        case Table() | Partition():
            yield from _losing("its rows go")
        case TableColumn() if not thing.column.generated:
            yield from _losing("its values go")
        case Sequence():
            yield from _losing("where it stood is forgotten")
        case MaterializedView():
            yield Danger(Hazard.FULL_SCAN, "its rows have to be computed anew")
        case Policy():
            yield _access(thing, given=not thing.permissive)
        case RowSecurity():
            yield Danger(Hazard.ACCESS_WIDENED, "policies are applied no more")
        case _:
            yield from _handing(thing, given=False)


def _losing(words: str) -> Iterator[Danger]:
    yield Danger(Hazard.DATA_LOSS, words)
    yield Danger(Hazard.NOT_REVERSIBLE, f"{words}, and do not come back")


def _altering(before: Thing, after: Thing) -> Iterator[Danger]:  # noqa: C901 - one line a kind
    match before, after:
        case Table(), Table() if before.unlogged != after.unlogged:
            yield Danger(Hazard.REWRITE, "the table is written anew")
        case TableColumn(), TableColumn():
            if after.column.not_null and not before.column.not_null:
                yield Danger(
                    Hazard.FULL_SCAN, "all rows are read while everybody waits"
                )
        case Policy(), Policy():
            yield from _altering_policy(before, after)
        case RowSecurity(), RowSecurity():
            less = (before.enabled and not after.enabled) or (
                before.forced and not after.forced
            )
            yield (
                _widened("policies bind fewer")
                if less
                else _narrowed("policies bind more")
            )
        case EnumType(), EnumType() if before.labels != after.labels:
            yield Danger(Hazard.NOT_REVERSIBLE, "a label cannot be taken back")
        case Role(), Role() if before.login != after.login:
            words = f"{after.name} may {'' if after.login else 'no more '}log in"
            yield _widened(words) if after.login else _narrowed(words)
        case View(), View():
            if before.security_invoker and not after.security_invoker:
                yield _widened("it reads with its owner's rights")
        case Routine(), Routine():
            if after.security_definer and not before.security_definer:
                yield _widened("it runs with its owner's rights")
        case _:
            yield from _altering_grant(before, after)


def _altering_policy(before: Policy, after: Policy) -> Iterator[Danger]:
    if (before.using, before.with_check) != (after.using, after.with_check):
        words = f"policy {after.name} has another condition"
        yield _widened(words)
        yield _narrowed(words)
        return
    come, gone = (
        set(after.roles) - set(before.roles),
        set(before.roles) - set(after.roles),
    )
    if come:
        yield _access(after, given=after.permissive)
    if gone:
        yield _access(after, given=not after.permissive)


def _altering_grant(before: Thing, after: Thing) -> Iterator[Danger]:
    old, new = getattr(before, "privileges", ()), getattr(after, "privileges", ())
    if set(new) - set(old):
        yield from _handing(after, given=True)
    if set(old) - set(new):
        yield from _handing(after, given=False)


def _access(policy: Policy, *, given: bool) -> Danger:
    kind = "permissive" if policy.permissive else "restrictive"
    words = f"{kind} policy {policy.name} for {', '.join(policy.roles)}"
    return _widened(words) if given else _narrowed(words)


def _handing(thing: Thing, *, given: bool) -> Iterator[Danger]:
    """Yield what a privilege or a membership opens, or closes."""
    match thing:
        case TableGrant() | SequenceGrant() | SchemaGrant():
            words = f"{', '.join(thing.privileges)} for {', '.join(thing.roles)}"
        case RoutineGrant():
            words = f"execute for {', '.join(thing.roles)}"
        case Membership():
            words = f"{thing.member} is a member of {thing.role}"
        case _:
            return
    yield _widened(words) if given else _narrowed(words)


def _retyping(change: Retype) -> Iterator[Danger]:
    before, after = change.before.column, change.after.column
    if before.collation != after.collation:
        words = "its indexes are built anew while everybody waits"
        yield Danger(Hazard.LONG_LOCK, words)
    if change.using or is_rewritten(before, after):
        yield Danger(Hazard.REWRITE, "the table is written anew while everybody waits")
        words = "values that were cast may not come back as they were"
        yield Danger(Hazard.NOT_REVERSIBLE, words)


def _widened(words: str) -> Danger:
    return Danger(Hazard.ACCESS_WIDENED, words)


def _narrowed(words: str) -> Danger:
    return Danger(Hazard.ACCESS_NARROWED, words)
