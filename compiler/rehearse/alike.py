"""Which tenants share one plan: those that have the same but for their names."""

from collections.abc import Iterable, Iterator, Mapping

from compiler.model.role import Membership
from compiler.plan.fleet import Fleet
from compiler.rehearse.abroad import Abroad
from compiler.rehearse.actual import Actual
from compiler.rehearse.likeness import group_alike, without_names
from compiler.rehearse.tenants import TenantReader


def find_classes(
    fleet: Fleet,
    actual: Actual,
    abroad: Abroad,
    reader: TenantReader,
    tenants: Iterable[str],
) -> tuple[tuple[str, ...], ...]:
    """Return the tenants class by class, in the order of the first of each.

    Args:
        fleet: what specs ask for.
        actual: what the database has.
        abroad: what tenants have in schemas that stand once.
        reader: reads what they have in their own.
        tenants: ids of those to tell apart.
    """
    listed = tuple(tenants)
    members = _by_role(actual)
    once = frozenset(fleet.roles(()))
    return group_alike(
        {
            tenant: "\n".join(
                (
                    digest,
                    *(
                        without_names(line, reader.names_of(tenant))
                        for line in (
                            *map(repr, abroad.of_tenant(tenant)),
                            *_say_roles(fleet, actual, members, once, tenant),
                        )
                    ),
                )
            )
            for tenant, digest in reader.digest(listed).items()
        }
    )


def _by_role(actual: Actual) -> Mapping[str, tuple[Membership, ...]]:
    """Return the memberships in which a role takes part, by role."""
    found: dict[str, list[Membership]] = {}
    for (role, member), membership in sorted(actual.memberships.items()):
        for each in {role, member}:
            found.setdefault(each, []).append(membership)
    return {role: tuple(each) for role, each in found.items()}


def _say_roles(
    fleet: Fleet,
    actual: Actual,
    members: Mapping[str, tuple[Membership, ...]],
    once: frozenset[str],
    tenant: str,
) -> Iterator[str]:
    """Yield what the server says of a tenant's roles.

    Members across tenants come and go with rows, and are no business of a plan.
    """
    known = frozenset(fleet.roles([tenant]))
    own = sorted(known - once)
    yield from (repr(actual.roles[each]) for each in own if each in actual.roles)
    said = {
        (each.role, each.member): each
        for role in own
        for each in members.get(role, ())
        if {each.role, each.member} <= known
    }
    yield from (repr(each) for _, each in sorted(said.items()))
