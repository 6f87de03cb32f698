"""Which tenants are alike: the same in everything but the tenant's own name.

Tenants are held against each other as text, with each one's names taken out; objects
are made of one tenant in each class.
"""

import hashlib
from collections.abc import Iterable, Mapping

from compiler.introspect.facts import SchemaFacts
from compiler.plan.sentinel import Names


def digest_facts(facts: Iterable[SchemaFacts], names: Names) -> str:
    """Return a hash of what a server says of a tenant, without the tenant's names.

    Args:
        facts: of the tenant's schemas, in the order in which specs make them.
        names: what its things are called, to what the sentinel tenant's are.
    """
    whole = hashlib.sha256()
    for each in facts:
        for kind in sorted(each.lines):
            # Sorted anew: the order may be that of names that hold the tenant's.
            lines = sorted(without_names(each.lines[kind], names).split("\n"))
            whole.update("\n".join((kind, *lines, "")).encode())
    return whole.hexdigest()


def group_alike(digests: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the tenants class by class, in the order of the first of each.

    Args:
        digests: tenant to what tells it from others.
    """
    classes: dict[str, list[str]] = {}
    for tenant_id, digest in digests.items():
        classes.setdefault(digest, []).append(tenant_id)
    return tuple(map(tuple, classes.values()))


def without_names(text: str, names: Names) -> str:
    """Return text in which the sentinel tenant's names stand for the tenant's."""
    for name, other in names.items():
        text = text.replace(name, other)
    return text
