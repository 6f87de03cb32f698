"""What a plan comes to: what is added, changed, dropped and renamed, thing by thing."""

import dataclasses
import enum
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from compiler.model.attachment import Anchor, anchor_of, find_anchors
from compiler.model.identity import Identity, identify
from compiler.model.table_part import Thing
from compiler.plan.changes import (
    Change,
    Create,
    CreateConcurrently,
    CreateUsingIndex,
    Drop,
    DropConcurrently,
    Rename,
    thing_of,
)
from compiler.plan.hazard import Danger
from compiler.plan.plan import PartPlan, Priced


class Fate(enum.Enum):
    """What becomes of a thing; the value is the sign by which it is shown."""

    ADDED = "+"
    CHANGED = "~"
    REPLACED = "±"
    RENAMED = "→"
    DROPPED = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A thing that a plan does something about, all its changes taken together.

    Args:
        thing: as it is afterwards, or was before it was dropped.
        before: its identity by its old name, where it is renamed.
        inside: the thing with which it comes or goes; nothing where it does so alone.
    """

    identity: Identity
    thing: Thing
    fate: Fate
    before: Identity | None
    inside: Identity | None
    dangers: tuple[Danger, ...]


def list_entries(part: PartPlan) -> tuple[Entry, ...]:
    """Return what a part does, each thing once, in the order of its first change."""
    return nest(_Collected(part.changes()).entries())


def count_fates(entries: Iterable[Entry]) -> Mapping[Fate, int]:
    """Return how many things meet each fate on their own account.

    What is replaced counts as changed, and what is renamed too.
    """
    counts = dict.fromkeys((Fate.ADDED, Fate.CHANGED, Fate.DROPPED), 0)
    for entry in entries:
        if entry.inside is None:
            alone = entry.fate if entry.fate in counts else Fate.CHANGED
            counts[alone] += 1
    return counts


class _Collected:
    """The changes of a plan, thing by thing."""

    def __init__(self, changes: Iterable[Priced]) -> None:
        listed = tuple(changes)
        self._gone = {
            identify(each.change.object)
            for each in listed
            if isinstance(each.change, Drop | DropConcurrently)
        }
        self._fates: dict[Identity, Fate | None] = {}
        self._things: dict[Identity, Thing] = {}
        self._dangers: dict[Identity, tuple[Danger, ...]] = {}
        # An index that a key is made of is nothing of its own.
        self._aside = {
            identify(each.change.index): identify(each.change.object)
            for each in listed
            if isinstance(each.change, CreateUsingIndex)
        }
        self._before: dict[Identity, Identity] = {}
        for priced in listed:
            self._add(priced)

    def entries(self) -> Iterator[Entry]:
        """Yield what was found out."""
        for identity, fate in self._fates.items():
            if fate is not None:
                yield Entry(
                    identity=identity,
                    thing=self._things[identity],
                    fate=fate,
                    before=self._before.get(identity),
                    inside=None,
                    dangers=tuple(dict.fromkeys(self._dangers.get(identity, ()))),
                )

    def _add(self, priced: Priced) -> None:
        change = priced.change
        if isinstance(change, Rename):
            self._rename(change)
            return
        thing = thing_of(change)
        identity = self._aside.get(identify(thing), identify(thing))
        self._fates[identity] = self._next_fate(change, identity)
        if identity == identify(thing):
            self._things[identity] = thing
        self._dangers[identity] = (*self._dangers.get(identity, ()), *priced.dangers)

    def _rename(self, change: Rename) -> None:
        before, after = identify(change.before), identify(change.after)
        if after in self._gone:
            # It is set aside until what takes its place serves.
            self._aside[after] = before
            self._things[before] = change.before
            return
        self._fates[after], self._things[after] = Fate.RENAMED, change.after
        self._before[after] = before

    def _next_fate(self, change: Change, identity: Identity) -> Fate | None:
        fate = self._fates.get(identity)
        match change:
            case Drop() | DropConcurrently():
                if fate is not Fate.ADDED:
                    return Fate.DROPPED
                # Else it was needed for a while, and nobody has to know.
                return Fate.REPLACED if identity in self._aside.values() else None
            case Create() | CreateConcurrently() | CreateUsingIndex():
                return Fate.REPLACED if fate is Fate.DROPPED else Fate.ADDED
            case _:
                return fate or Fate.CHANGED


def nest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries with those inside of others marked: they come or go with them."""
    listed = tuple(entries)
    whole = {
        anchor_of(entry.thing): entry.identity
        for entry in listed
        if entry.fate in {Fate.ADDED, Fate.DROPPED, Fate.REPLACED}
        and anchor_of(entry.thing) is not None
    }
    return tuple(
        dataclasses.replace(entry, inside=_find_whole(entry, whole)) for entry in listed
    )


def _find_whole(
    entry: Entry, whole: Mapping[Anchor | None, Identity]
) -> Identity | None:
    found = (whole.get(anchor) for anchor in find_anchors(entry.thing))
    return next((each for each in found if each not in {None, entry.identity}), None)
