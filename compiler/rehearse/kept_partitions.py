"""Partitions that time has made and somebody has changed since: how they are to be."""

import dataclasses
from collections.abc import Iterable, Iterator

from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.policy import RowSecurity
from compiler.plan.fleet import Fleet


def ask_for_kept(
    there: Iterable[DatabaseObject], fleet: Fleet
) -> Iterator[DatabaseObject]:
    """Yield what a plan wants of such partitions: that they stay, and are protected.

    Args:
        there: what there is; of partitions that time has made, only those.
        fleet: what specs ask for.
    """
    scheduled = fleet.scheduled()
    renamed = {
        QualifiedName(each.schema, each.old): QualifiedName(each.schema, each.new)
        for each in fleet.notes.renames
    }
    for each in there:
        if isinstance(each, Partition) and each.parent in scheduled:
            family = renamed.get(each.family, each.family)
            parent = renamed.get(each.parent, each.parent)
            yield dataclasses.replace(each, family=family, parent=parent)
            yield RowSecurity(table=each.name, family=family, enabled=True, forced=True)
