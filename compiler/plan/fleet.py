"""What specs ask for of a platform: as they say it, and as a server spells it."""

from collections.abc import Iterable
from dataclasses import dataclass

from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.partition import Partition
from compiler.model.role import Role
from compiler.model.schema import Schema
from compiler.model.table import Table
from compiler.names import SENTINEL_TENANT
from compiler.plan.notes import Notes

EVERYWHERE = ""
"""Stands for what is in no schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """What specs ask for of a platform, before any server has read it.

    Args:
        shared: what stands once.
        tenant: what every tenant has, as the sentinel tenant's.
        forms: names that hold the sentinel's id.
        managed: shared schemas in which nothing is to be that no spec asks for.
        notes: what specs say to plans alone.
        tenants: ids of all that specs list.
    """

    shared: tuple[DatabaseObject, ...]
    tenant: tuple[DatabaseObject, ...]
    forms: tuple[str, ...]
    managed: tuple[str, ...]
    notes: Notes
    tenants: tuple[str, ...]

    def schemas(self, tenants: Iterable[str]) -> tuple[str, ...]:
        """Return the schemas of what stands once, and of tenants."""
        return (
            EVERYWHERE,
            *(each.name for each in self.shared if isinstance(each, Schema)),
            *(name for one in tenants for name in self.own_schemas(one)),
        )

    def scheduled(self) -> frozenset[QualifiedName]:
        """Return the tables whose partitions come and go with the time.

        What is to be renamed is among them by both names.
        """
        names = {
            each.name
            for each in (*self.shared, *self.tenant)
            if isinstance(each, Table | Partition)
            and each.partitioning
            and each.partitioning.schedule
        }
        former = {
            QualifiedName(each.schema, each.old)
            for each in self.notes.renames
            if QualifiedName(each.schema, each.new) in names
        }
        return frozenset(names | former)

    def own_schemas(self, tenant: str) -> tuple[str, ...]:
        """Return the schemas of a tenant, in the order in which specs make them."""
        return tuple(
            each.name.replace(SENTINEL_TENANT, tenant)
            for each in self.tenant
            if isinstance(each, Schema)
        )

    def roles(self, tenants: Iterable[str]) -> tuple[str, ...]:
        """Return the roles of what stands once, and of tenants."""
        own = [each.name for each in self.tenant if isinstance(each, Role)]
        return (
            *(each.name for each in self.shared if isinstance(each, Role)),
            *(name.replace(SENTINEL_TENANT, one) for one in tenants for name in own),
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Desired:
    """What specs ask for, roles and what they are members of aside.

    Args:
        shared: what stands once.
        tenant: what every tenant has, as that of one: of the tenant that it was built
            for, or of the sentinel.
    """

    shared: tuple[DatabaseObject, ...]
    tenant: tuple[DatabaseObject, ...]
