"""How one part of a platform stands: what was changed, and what is to be."""

from dataclasses import dataclass

from compiler.apply.version import Tally, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class PartStatus:
    """How one part stands.

    Args:
        part: `(shared)`, or the id of a tenant.
        version: the latest that is written down; nothing where none is.
        pending: how many changes the specs ask for that are not made.
        tallies: how many versions have come how far.
    """

    part: str
    version: Version | None
    pending: int
    tallies: tuple[Tally, ...]
