"""What roles reach beyond what specs give them: powers, and other roles."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from compiler.model.grant import TableGrant
from compiler.model.identity import identify
from compiler.model.role import Membership
from compiler.model.unmodelled import Unmodelled
from compiler.names import SENTINEL_TENANT
from compiler.plan.fleet import Fleet
from compiler.rehearse.actual import Actual


def find_crossing(fleet: Fleet, actual: Actual) -> Iterator[Membership]:
    """Yield the memberships by which one tenant may write as another.

    Those that only let it read come and go with the rows of permissions. Between
    others nothing of the kind is meant to be.
    """
    owners = _tenants_by_role(fleet)
    writers = frozenset(_find_writers(fleet))
    for each in (*actual.memberships.values(), *actual.outward.values()):
        role, member = owners.get(each.role), owners.get(each.member)
        if role is None or member is None or role[0] == member[0]:
            continue
        if each.admin_option or role[1] in writers:
            yield each


def find_powers(fleet: Fleet, actual: Actual) -> Iterator[Unmodelled]:
    """Yield what roles of the platform may and no spec can say."""
    for name, powers in sorted(actual.powers.items()):
        yield Unmodelled(kind="role", identity=f"{name} with {', '.join(powers)}")
    asked = {identify(each) for each in (*fleet.shared, *fleet.tenant)}
    known = frozenset(fleet.roles(fleet.tenants))
    for (role, member), each in sorted(actual.outward.items()):
        if member in actual.roles and role not in known and identify(each) not in asked:
            yield Unmodelled(kind="member of a role", identity=f"{member} in {role}")


def _tenants_by_role(fleet: Fleet) -> Mapping[str, tuple[str, str]]:
    """Return whose each tenant's role is, and what the sentinel's is called."""
    own = set(fleet.roles((SENTINEL_TENANT,))) - set(fleet.roles(()))
    return {
        name.replace(SENTINEL_TENANT, tenant): (tenant, name)
        for tenant in fleet.tenants
        for name in own
    }


def _find_writers(fleet: Fleet) -> AbstractSet[str]:
    """Return the sentinel's roles that write in its tables, or are members of such."""
    found = {
        role
        for each in fleet.tenant
        if isinstance(each, TableGrant) and set(each.privileges) - {"select"}
        for role in each.roles
    }
    members = [each for each in fleet.tenant if isinstance(each, Membership)]
    while more := {it.member for it in members if it.role in found} - found:
        found |= more
    return found
