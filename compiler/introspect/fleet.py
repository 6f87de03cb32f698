"""Which tenants are alike: the same in everything but the tenant's own name.

Tenants are held against each other as text, with each one's names taken out; objects
are made of one tenant in each class.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from compiler.introspect.facts import SchemaFacts
from compiler.plan.sentinel import Names


@dataclass(frozen=True, slots=True)
class TenantFacts:
    """What a server says of a tenant.

    Args:
        id: the tenant's.
        names: what its things are called, to what the sentinel tenant's are.
        facts: of the tenant's schemas, in the order in which specs make them; empty
            where the tenant has none yet.
        others: what the server says of its roles, in any words that are always the
            same.
    """

    id: str
    names: Names
    facts: tuple[SchemaFacts, ...]
    others: str


def group_alike(tenants: Iterable[TenantFacts]) -> tuple[tuple[TenantFacts, ...], ...]:
    """Return the tenants class by class, in the order of the first of each."""
    classes: dict[str, list[TenantFacts]] = {}
    for tenant in tenants:
        classes.setdefault(_digest(tenant), []).append(tenant)
    return tuple(tuple(alike) for alike in classes.values())


def _digest(tenant: TenantFacts) -> str:
    whole = hashlib.sha256()
    for facts in tenant.facts:
        for kind in sorted(facts.lines):
            # Sorted anew: the order may be that of names that hold the tenant's.
            lines = sorted(_without_names(facts.lines[kind], tenant.names).split("\n"))
            whole.update("\n".join((kind, *lines, "")).encode())
    whole.update(_without_names(tenant.others, tenant.names).encode())
    return whole.hexdigest()


def _without_names(text: str, names: Names) -> str:
    for name, other in names.items():
        text = text.replace(name, other)
    return text
