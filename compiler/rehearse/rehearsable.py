"""What of a platform is rehearsed: all but what is the server's, or fires at all."""

import dataclasses
from collections.abc import Iterable
from typing import Final

from compiler.model.catalog import DatabaseObject
from compiler.model.event_trigger import EventTrigger
from compiler.model.role import Membership, Role
from compiler.plan.changes import Change, thing_of
from compiler.plan.part import Part, Wanted

_LEFT_OUT: Final = (Role, Membership, EventTrigger)


def leave_out(objects: Iterable[DatabaseObject]) -> tuple[DatabaseObject, ...]:
    """Return the objects that are rehearsed."""
    return tuple(each for each in objects if not isinstance(each, _LEFT_OUT))


def is_left_out(change: Change) -> bool:
    """Return whether a change is of what is not rehearsed."""
    return isinstance(thing_of(change), _LEFT_OUT)


def leave_out_of_part(part: Part) -> Part:
    """Return what is rehearsed of a part."""
    wanted = part.wanted
    return dataclasses.replace(
        part,
        actual=leave_out(part.actual),
        wanted=Wanted(
            spelled=leave_out(wanted.spelled),
            neutral=leave_out(wanted.neutral),
            sources=leave_out(wanted.sources),
        ),
    )
