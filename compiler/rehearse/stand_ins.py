"""The roles that things name, so that a server has them when the things are made."""

from collections.abc import Iterable
from typing import Final

from compiler.model.policy import PUBLIC

_FIELDS: Final = ("for_role", "member", "owner", "role", "roles")


def find_role_names(things: Iterable[object]) -> tuple[str, ...]:
    """Return the roles that things name, each once, in order."""
    found: set[str] = set()
    for thing in things:
        for field in _FIELDS:
            named = getattr(thing, field, ())
            found.update((named,) if isinstance(named, str) else named)
    return tuple(sorted(found - {PUBLIC, ""}))
