"""The parts of a whole platform: what stands once, and every class of tenants."""

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Sequence

from compiler.introspect.facts import SchemaFacts
from compiler.introspect.objects import build_catalog
from compiler.introspect.unmodelled import build_unmodelled
from compiler.model.attachment import anchor_of, find_anchors
from compiler.model.catalog import DatabaseObject
from compiler.model.extension import Extension
from compiler.model.identity import identify, schema_of
from compiler.model.name import QualifiedName
from compiler.model.role import Membership, Role
from compiler.model.schema import Schema
from compiler.model.unmodelled import Unmodelled
from compiler.names import SENTINEL_TENANT
from compiler.plan.fleet import EVERYWHERE, Desired, Fleet
from compiler.plan.part import Part, Wanted
from compiler.plan.role_spelling import spell_role
from compiler.plan.sentinel import list_names, map_names
from compiler.rehearse.abroad import Abroad
from compiler.rehearse.actual import Actual
from compiler.rehearse.alike import find_classes
from compiler.rehearse.kept_partitions import ask_for_kept
from compiler.rehearse.leaving_out import (
    find_lent_schemas,
    leave_out_lent,
    leave_out_partitions,
    leave_out_runtime,
)
from compiler.rehearse.reach import find_crossing, find_powers
from compiler.rehearse.tenants import TenantReader


def divide_fleet(
    fleet: Fleet,
    actual: Actual,
    desired: Desired,
    reader: TenantReader,
    tenants: Sequence[str],
) -> tuple[Part, ...]:
    """Return what stands once, and then the classes of tenants.

    Args:
        fleet: what specs ask for.
        actual: what the database has.
        desired: what specs ask for, as a server spells it.
        reader: reads what tenants have.
        tenants: ids of those to plan for.
    """
    neutral = (*desired.tenant, *_roles_of(fleet.tenant))
    abroad = Abroad(fleet, actual, neutral)
    classes = find_classes(fleet, actual, abroad, reader, tenants)
    parts = [_shared_part(fleet, actual, desired, abroad)]
    for alike in classes:
        facts = reader.facts_of(alike[0])
        names = reader.names_of(alike[0])
        there = (
            *_read_under(facts, tuple(names.items())),
            *map_names(abroad.of_tenant(alike[0]), names),
        )
        part = _class_part(fleet, actual, desired, there, alike)
        parts.append(dataclasses.replace(part, unmodelled=_unmodelled(facts)))
    return tuple(parts)


def find_strays(fleet: Fleet, actual: Actual) -> tuple[str, ...]:
    """Return the schemas of tenants that no spec lists."""
    listed = fleet.schemas(fleet.tenants)
    return tuple(each for each in actual.tenant_schemas if each not in listed)


def _shared_part(
    fleet: Fleet, actual: Actual, desired: Desired, abroad: Abroad
) -> Part:
    schemas = [each.name for each in fleet.shared if isinstance(each, Schema)]
    there = _without_partitions(fleet, actual, (EVERYWHERE, *schemas))
    lent = find_lent_schemas(fleet.shared, there)
    wanted = (
        *leave_out_lent(desired.shared, lent),
        *_roles_of(fleet.shared),
        *_extensions_of(fleet.shared),
        *ask_for_kept(there, fleet),
    )
    roles = {each.name for each in fleet.shared if isinstance(each, Role)}
    touched = (
        *leave_out_lent(there, lent),
        *_actual_roles(actual, wanted, roles),
        *actual.extensions,
    )
    ours = (*_ours(touched, wanted, fleet, abroad), *find_crossing(fleet, actual))
    known, tenants = set(map(identify, ours)), abroad.of_all()
    return Part(
        tenants=(),
        actual=ours,
        around=tuple(
            each
            for each in (*there, *actual.extensions)
            if identify(each) not in known | tenants
        ),
        wanted=Wanted(spelled=wanted, neutral=wanted, sources=fleet.shared),
        unmodelled=(
            *find_powers(fleet, actual),
            *_unmodelled(
                actual.facts[each] for each in schemas if each in actual.facts
            ),
        ),
    )


def _without_partitions(
    fleet: Fleet, actual: Actual, schemas: Iterable[str]
) -> tuple[DatabaseObject, ...]:
    """Return what stands in schemas, without partitions that time has made."""
    return build_catalog(
        leave_out_partitions(
            actual.facts[schema],
            {each.name for each in fleet.scheduled() if each.schema == schema},
        )
        for schema in schemas
        if schema in actual.facts
    ).objects


def _ours(
    there: Iterable[DatabaseObject],
    wanted: Iterable[DatabaseObject],
    fleet: Fleet,
    abroad: Abroad,
) -> tuple[DatabaseObject, ...]:
    """Return what a plan may touch of what stands once: what a spec names.

    What hangs on that is of it: a policy that somebody added opens a table as any other
    does. What tenants have there is theirs. In a managed schema, all else is ours.
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
        or (
            identity not in tenants
            and (
                anchors.intersection(find_anchors(each))
                or (schema_of(each) in fleet.managed and not isinstance(each, Schema))
            )
        )
    )


def _class_part(
    fleet: Fleet,
    actual: Actual,
    desired: Desired,
    there: tuple[DatabaseObject, ...],
    alike: tuple[str, ...],
) -> Part:
    """Return what the first of a class has, and is to have.

    Args:
        fleet: what specs ask for.
        actual: what the database has.
        desired: what specs ask for, as a server spells it.
        there: what the first has, under the sentinel's names, its roles aside.
        alike: ids of those in the class.
    """
    first, own = alike[0], _roles_of(fleet.tenant)
    wanted = map_names(own, list_names(fleet.forms, SENTINEL_TENANT, first))
    names = list_names(fleet.forms, first, SENTINEL_TENANT)
    roles = tuple(_actual_roles(actual, wanted, set(fleet.roles([first]))))
    # A text that could be the tenant's name is taken for it, as there.
    spelled = _rename_desired(desired, tuple(names.items()))
    kept = tuple(ask_for_kept(there, fleet))
    neutral = (*desired.tenant, *own, *kept)
    return Part(
        tenants=alike,
        actual=(*there, *map_names(roles, names)),
        around=(),
        wanted=Wanted(
            spelled=(*spelled, *map_names(wanted, names), *kept),
            neutral=neutral,
            sources=fleet.tenant,
        ),
        unmodelled=(),
    )


# What is rehearsed is read again and again, and mostly as it was.
@functools.lru_cache(maxsize=16)
def _read_under(
    facts: tuple[SchemaFacts, ...], names: tuple[tuple[str, str], ...]
) -> tuple[DatabaseObject, ...]:
    """Return what facts say, under other names: of these pairs."""
    return map_names(build_catalog(facts).objects, dict(names))


@functools.lru_cache(maxsize=16)
def _rename_desired(
    desired: Desired, names: tuple[tuple[str, str], ...]
) -> tuple[DatabaseObject, ...]:
    """Return what a tenant is to have, under other names: of these pairs."""
    return map_names(desired.tenant, dict(names))


def _unmodelled(facts: Iterable[SchemaFacts]) -> tuple[Unmodelled, ...]:
    found = (one for each in facts for one in build_unmodelled(each))
    return tuple(sorted(set(found)))


def _names_of(item: DatabaseObject) -> set[object]:
    """Return what an object is called, and what the table is on which it hangs."""
    return {getattr(item, "name", None), getattr(item, "table", None)}


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
    for membership in (*actual.memberships.values(), *actual.outward.values()):
        pair = {membership.role, membership.member}
        if identify(membership) in known or (pair <= names and pair & spelled.keys()):
            yield _with_use(membership, actual, spelled.get(membership.member))


def _with_use(
    membership: Membership, actual: Actual, member: Role | None
) -> Membership:
    """Return a membership with whether it is used as the member's attributes say.

    Args:
        membership: as it is there.
        actual: what the database has.
        member: as it is to be; nothing where nobody asks for it.
    """
    use = actual.uses.get((membership.role, membership.member))
    if member is None or use is None:
        return membership
    return dataclasses.replace(membership, usual=use == (member.inherit, True))


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
    own = _whole(after[1].tenant, new.tenant)
    there = _whole(before[1].tenant, old.tenant)
    return (
        Part(
            tenants=(),
            actual=leave_out_runtime(
                _whole(before[1].shared, old.shared), new.scheduled()
            ),
            around=(),
            wanted=Wanted(spelled=shared, neutral=shared, sources=new.shared),
            unmodelled=(),
        ),
        Part(
            tenants=tuple(tenants),
            actual=leave_out_runtime(there, new.scheduled()),
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
