"""A part of a platform: what stands once, or what a class of tenants has."""

import dataclasses

from compiler.model.catalog import DatabaseObject
from compiler.model.unmodelled import Unmodelled


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a part is to become, all under the sentinel tenant's names.

    Args:
        spelled: as a server spells it, with every text that could be the name of the
            tenant who is looked at taken for it.
        neutral: as a server spells it.
        sources: as the specs say it.
    """

    spelled: tuple[DatabaseObject, ...]
    neutral: tuple[DatabaseObject, ...]
    sources: tuple[DatabaseObject, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What stands once, or what a class of tenants has: as it is, and is to be.

    Args:
        tenants: ids of those who are alike; none for what stands once.
        actual: what is there, as a server spells it, under the sentinel's names.
        around: what else is there, and no plan touches.
        wanted: what is to be there.
        unmodelled: what is there and no spec could say, under the names of the first
            tenant.
    """

    tenants: tuple[str, ...]
    actual: tuple[DatabaseObject, ...]
    around: tuple[DatabaseObject, ...]
    wanted: Wanted
    unmodelled: tuple[Unmodelled, ...]
