"""What tenants have in schemas that stand once, as a policy on a shared table."""

from collections.abc import Iterable, Iterator

from compiler.model.catalog import DatabaseObject
from compiler.model.identity import Identity, identify, schema_of
from compiler.model.schema import Schema
from compiler.names import SENTINEL_TENANT
from compiler.plan.fleet import Fleet
from compiler.plan.sentinel import list_names, map_names
from compiler.rehearse.actual import Actual, objects_in


class Abroad:
    """The tenants' objects in schemas that stand once, as far as specs ask for them."""

    def __init__(
        self, fleet: Fleet, actual: Actual, neutral: Iterable[DatabaseObject]
    ) -> None:
        once = {each.name for each in fleet.shared if isinstance(each, Schema)}
        self._fleet = fleet
        self._wanted = [each for each in neutral if schema_of(each) in once]
        self._there = {
            identify(each): each for each in objects_in(actual, sorted(once))
        }

    def of_tenant(self, tenant_id: str) -> tuple[DatabaseObject, ...]:
        """Return what is there of what a tenant is to have there."""
        return tuple(
            self._there[each]
            for each in self._identities(tenant_id)
            if each in self._there
        )

    def of_all(self) -> frozenset[Identity]:
        """Return what goes by the names of what tenants are to have there."""
        return frozenset(
            identity
            for tenant in self._fleet.tenants
            for identity in self._identities(tenant)
        )

    def _identities(self, tenant_id: str) -> Iterator[Identity]:
        names = list_names(self._fleet.forms, SENTINEL_TENANT, tenant_id)
        return (identify(map_names(each, names)) for each in self._wanted)
