"""The parts of a whole platform: what stands once, and every class of tenants."""

from collections.abc import Iterable, Iterator, Sequence

from compiler.introspect.facts import SchemaFacts
from compiler.introspect.fleet import TenantFacts, group_alike
from compiler.introspect.objects import build_catalog
from compiler.introspect.unmodelled import build_unmodelled
from compiler.model.attachment import anchor_of, find_anchors
from compiler.model.catalog import DatabaseObject
from compiler.model.extension import Extension
from compiler.model.identity import identify
from compiler.model.name import QualifiedName
from compiler.model.role import Membership, Role
from compiler.model.schema import Schema
from compiler.model.unmodelled import Unmodelled
from compiler.names import BUILT_TENANT, SENTINEL_TENANT
from compiler.plan.part import Part, Wanted
from compiler.plan.role_spelling import spell_role
from compiler.plan.sentinel import list_names, map_names
from compiler.rehearse.abroad import Abroad
from compiler.rehearse.actual import Actual, objects_in
from compiler.rehearse.asked import Fleet
from compiler.rehearse.desired import EVERYWHERE, Desired
from compiler.rehearse.leaving_out import (
    find_lent_schemas,
    leave_out_lent,
    leave_out_permissions,
    leave_out_runtime,
)


def divide_fleet(
    fleet: Fleet, actual: Actual, desired: Desired, tenants: Sequence[str]
) -> tuple[Part, ...]:
    """Return what stands once, and then the classes of tenants.

    Args:
        fleet: what specs ask for.
        actual: what the database has.
        desired: what specs ask for, as a server spells it; the tenant's side is that of
            the tenant it is built for.
        tenants: ids of those to plan for.
    """
    neutral = (*_neutral(desired, fleet), *_roles_of(fleet.tenant))
    abroad = Abroad(fleet, actual, neutral)
    every = frozenset(fleet.roles(fleet.tenants))
    facts = [_tenant_facts(fleet, actual, each, every, abroad) for each in tenants]
    return (
        _shared_part(fleet, actual, desired, abroad),
        *(
            _class_part(fleet, actual, neutral, alike, abroad)
            for alike in group_alike(facts)
        ),
    )


def find_strays(fleet: Fleet, actual: Actual) -> tuple[str, ...]:
    """Return the schemas of tenants that no spec lists."""
    listed = fleet.schemas(fleet.tenants)
    return tuple(each for each in actual.tenant_schemas if each not in listed)


def _shared_part(
    fleet: Fleet, actual: Actual, desired: Desired, abroad: Abroad
) -> Part:
    schemas = [each.name for each in fleet.shared if isinstance(each, Schema)]
    there = objects_in(actual, (EVERYWHERE, *schemas))
    lent = find_lent_schemas(fleet.shared, there)
    wanted = (
        *leave_out_lent(desired.shared, lent),
        *_roles_of(fleet.shared),
        *_extensions_of(fleet.shared),
    )
    roles = {each.name for each in fleet.shared if isinstance(each, Role)}
    touched = (
        *leave_out_lent(there, lent),
        *_actual_roles(actual, wanted, roles),
        *actual.extensions,
    )
    ours = _ours(touched, wanted, fleet, abroad)
    known, tenants = set(ours), abroad.of_all()
    return Part(
        tenants=(),
        actual=ours,
        around=tuple(
            each
            for each in (*there, *actual.extensions)
            if each not in known and identify(each) not in tenants
        ),
        wanted=Wanted(spelled=wanted, neutral=wanted, sources=fleet.shared),
        unmodelled=_unmodelled(
            actual.facts[each] for each in schemas if each in actual.facts
        ),
    )


def _ours(
    there: Iterable[DatabaseObject],
    wanted: Iterable[DatabaseObject],
    fleet: Fleet,
    abroad: Abroad,
) -> tuple[DatabaseObject, ...]:
    """Return what a plan may touch of what stands once: what a spec names.

    What hangs on that is of it: a policy that somebody added opens a table as any other
    does. What tenants have there is theirs.
    """
    asked = tuple(wanted)
    named = {identify(each) for each in asked}
    anchors = {anchor_of(each) for each in asked} - {None}
    former = {QualifiedName(each.schema, each.old) for each in fleet.notes.renames}
    tenants = abroad.of_all()
    return tuple(
        each
        for each in there
        if (identity := identify(each)) in named
        or _names_of(each) & former
        or (identity not in tenants and anchors.intersection(find_anchors(each)))
    )


def _class_part(
    fleet: Fleet,
    actual: Actual,
    neutral: tuple[DatabaseObject, ...],
    alike: Sequence[TenantFacts],
    abroad: Abroad,
) -> Part:
    first = alike[0]
    own = list_names(fleet.forms, SENTINEL_TENANT, first.id)
    spelled = map_names(neutral, own)
    roles = set(fleet.roles([first.id]))
    there = map_names(
        (
            *build_catalog(first.facts).objects,
            *abroad.of_tenant(first.id),
            *_actual_roles(actual, spelled, roles),
        ),
        first.names,
    )
    kept = leave_out_runtime(there, fleet.tenant)
    known = set(kept)
    return Part(
        tenants=tuple(each.id for each in alike),
        actual=kept,
        around=tuple(each for each in there if each not in known),
        wanted=Wanted(
            spelled=map_names(spelled, first.names),
            neutral=neutral,
            sources=fleet.tenant,
        ),
        unmodelled=_unmodelled(first.facts),
    )


def _unmodelled(facts: Iterable[SchemaFacts]) -> tuple[Unmodelled, ...]:
    found = (one for each in facts for one in build_unmodelled(each))
    return tuple(sorted(set(found)))


def _names_of(item: DatabaseObject) -> set[object]:
    """Return what an object is called, and what the table is on which it hangs."""
    return {getattr(item, "name", None), getattr(item, "table", None)}


def _tenant_facts(
    fleet: Fleet,
    actual: Actual,
    tenant_id: str,
    every: frozenset[str],
    abroad: Abroad,
) -> TenantFacts:
    names = list_names(fleet.forms, tenant_id, SENTINEL_TENANT)
    own = fleet.schemas([tenant_id])[len(fleet.schemas(())) :]
    roles = set(fleet.roles([tenant_id])) - set(fleet.roles(()))
    foreign = every.difference(fleet.roles([tenant_id]))
    others = [
        *map(repr, abroad.of_tenant(tenant_id)),
        *(repr(actual.roles[name]) for name in sorted(roles & actual.roles.keys())),
        *(
            repr(each)
            for pair, each in sorted(actual.memberships.items())
            if roles & set(pair) and _is_own(pair, fleet, tenant_id)
        ),
    ]
    return TenantFacts(
        id=tenant_id,
        names=names,
        facts=tuple(
            leave_out_permissions(actual.facts[each], foreign)
            for each in own
            if each in actual.facts
        ),
        others="\n".join(others),
    )


def _is_own(pair: tuple[str, str], fleet: Fleet, tenant_id: str) -> bool:
    """Return whether both roles are the tenant's or stand once.

    Members across tenants come and go with rows, and are no business of a plan.
    """
    return set(pair) <= set(fleet.roles([tenant_id]))


def _roles_of(objects: Iterable[DatabaseObject]) -> tuple[DatabaseObject, ...]:
    return tuple(each for each in objects if isinstance(each, Role | Membership))


def _extensions_of(objects: Iterable[DatabaseObject]) -> tuple[DatabaseObject, ...]:
    return tuple(each for each in objects if isinstance(each, Extension))


def _actual_roles(
    actual: Actual, wanted: Iterable[DatabaseObject], names: set[str]
) -> Iterator[DatabaseObject]:
    """Yield the roles of these names, and who is a member of which among them."""
    spelled = {each.name: each for each in wanted if isinstance(each, Role)}
    for name, role in actual.roles.items():
        if name in names and name in spelled:
            yield spell_role(role, spelled[name])
    known = {identify(each) for each in wanted}
    for membership in actual.memberships.values():
        pair = {membership.role, membership.member}
        if identify(membership) in known or (pair <= names and pair & spelled.keys()):
            yield membership


def divide_between(
    before: tuple[Fleet, Desired], after: tuple[Fleet, Desired], tenants: Sequence[str]
) -> tuple[Part, ...]:
    """Return what stands once, and what tenants have: in one state, and in another.

    Args:
        before: what the one state asks for, and how a server spells it.
        after: the same of the other state.
        tenants: ids of those who are planned for; all are alike.
    """
    old, new = before[0], after[0]
    shared = _whole(after[1].shared, new.shared)
    own = _whole(_neutral(after[1], new), new.tenant)
    there = _whole(_neutral(before[1], old), old.tenant)
    return (
        Part(
            tenants=(),
            actual=_whole(before[1].shared, old.shared),
            around=(),
            wanted=Wanted(spelled=shared, neutral=shared, sources=new.shared),
            unmodelled=(),
        ),
        Part(
            tenants=tuple(tenants),
            actual=leave_out_runtime(there, new.tenant),
            around=(),
            wanted=Wanted(spelled=own, neutral=own, sources=new.tenant),
            unmodelled=(),
        ),
    )


def _whole(
    spelled: tuple[DatabaseObject, ...], sources: tuple[DatabaseObject, ...]
) -> tuple[DatabaseObject, ...]:
    """Return what a server spelled with what it does not: roles and extensions."""
    return (*spelled, *_roles_of(sources), *_extensions_of(sources))


def _neutral(desired: Desired, fleet: Fleet) -> tuple[DatabaseObject, ...]:
    names = list_names(fleet.forms, BUILT_TENANT, SENTINEL_TENANT)
    return map_names(desired.tenant, names)
