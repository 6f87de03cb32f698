"""Reads what tenants have in their own schemas: of as few as tell which are alike.

A tenant whose schemas have the signature that they had when it was read last need not
be read again. Those that have to be are read some at a time, so that of a thousand
tenants no more than a few are held.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import psycopg

from compiler.introspect.facts import SchemaFacts, read_facts
from compiler.introspect.read import read_era
from compiler.introspect.signature import read_signatures
from compiler.names import SENTINEL_TENANT
from compiler.plan.fleet import Fleet
from compiler.plan.sentinel import Names, list_names
from compiler.rehearse.leaving_out import leave_out_partitions, leave_out_permissions
from compiler.rehearse.likeness import digest_facts

_AT_ONCE: Final = 50
"""Tenants that are read together."""


class TenantReader:
    """The tenants of one database, in one transaction.

    Args:
        conn: the session, in a transaction that sees one state.
        fleet: what specs ask for.
        owner: the role that owns the platform.
        known: what earlier readers came to; nothing where all has to be read.
    """

    def __init__(
        self,
        conn: psycopg.Connection[Any],
        fleet: Fleet,
        owner: str,
        known: Mapping[str, str] | None,
    ) -> None:
        self._conn = conn
        self._fleet = fleet
        self._owner = owner
        self._known = known
        self._every = frozenset(fleet.roles(fleet.tenants))
        own = fleet.own_schemas(SENTINEL_TENANT)
        self._scheduled = frozenset(
            each.name for each in fleet.scheduled() if each.schema in own
        )
        self._kept: dict[str, tuple[str, tuple[SchemaFacts, ...]]] = {}
        self.learned: dict[str, str] = {}

    def digest(self, tenants: Sequence[str]) -> Mapping[str, str]:
        """Return a hash of what each tenant has, without the tenant's names."""
        keys = self._keys(tenants)
        known = self._known or {}
        found = {
            tenant: known[key] for tenant, key in keys.items() if known.get(key, "")
        }
        unread = iter([each for each in tenants if each not in found])
        while batch := list(islice(unread, _AT_ONCE)):
            for tenant, facts in self._read(batch):
                digest = digest_facts(facts, self.names_of(tenant))
                found[tenant] = digest
                # Of those that are alike, the first is looked at.
                self._kept.setdefault(digest, (tenant, facts))
        self.learned = {keys[each]: found[each] for each in keys}
        return {each: found[each] for each in tenants}

    def facts_of(self, tenant: str) -> tuple[SchemaFacts, ...]:
        """Return what stands in the schemas of a tenant."""
        for kept, facts in self._kept.values():
            if kept == tenant:
                return facts
        return next(self._read([tenant]))[1]

    def names_of(self, tenant: str) -> Names:
        """Return what a tenant's things are called, to what the sentinel's are."""
        return list_names(self._fleet.forms, tenant, SENTINEL_TENANT)

    def _keys(self, tenants: Sequence[str]) -> dict[str, str]:
        """Return what each tenant's hash is remembered by, if it is."""
        if self._known is None:
            return {}
        schemas = {each: self._fleet.own_schemas(each) for each in tenants}
        signatures = read_signatures(
            self._conn, [one for each in schemas.values() for one in each]
        )
        asked = repr(
            (
                read_era(self._conn),
                self._owner,
                self._fleet.forms,
                sorted(self._every),
                sorted(self._scheduled),
            )
        )
        context = hashlib.sha256(asked.encode()).hexdigest()
        return {
            tenant: ";".join([context, *(signatures.get(one, "") for one in own)])
            for tenant, own in schemas.items()
            if any(one in signatures for one in own)
        }

    def _read(
        self, tenants: Sequence[str]
    ) -> Iterator[tuple[str, tuple[SchemaFacts, ...]]]:
        schemas = {each: self._fleet.own_schemas(each) for each in tenants}
        names = [one for each in schemas.values() for one in each]
        facts = read_facts(self._conn, names, self._owner)
        for tenant, own in schemas.items():
            foreign = self._every.difference(self._fleet.roles([tenant]))
            yield (
                tenant,
                tuple(
                    leave_out_partitions(
                        leave_out_permissions(facts[each], foreign), self._scheduled
                    )
                    for each in own
                    if each in facts
                ),
            )
