"""What specs say of a platform beside its objects."""

from compiler.build.blueprint import Blueprint
from compiler.dropping.leaver import Leaver
from compiler.model.event_trigger import EventTrigger
from compiler.model.extension import Extension
from compiler.model.name import QualifiedName
from compiler.model.role import Role
from compiler.model.schema import Schema
from compiler.plan.platform import Platform, Registered


def describe_platform(blueprint: Blueprint) -> Platform:
    """Return what a platform is called, and who is in it."""
    project = blueprint.project
    shared, tenant = blueprint.shared.objects, blueprint.tenant.objects
    objects = (*shared, *tenant)
    return Platform(
        schema=project.schema,
        owner=project.owner,
        called=project.called,
        tenants_table=QualifiedName(project.schema, project.tenants_table),
        tenant_column=project.tenant_column,
        postgres=project.postgres,
        tenants=tuple(
            Registered(
                id=each.id,
                name=each.name,
                schema=project.schema_of(each.id),
                role=project.role_of(each.id),
                overrides=each.overrides,
            )
            for each in blueprint.tenants
        ),
        shared_roles=tuple(each.name for each in shared if isinstance(each, Role)),
        tenant_roles=tuple(each.name for each in tenant if isinstance(each, Role)),
        extensions=tuple(each for each in objects if isinstance(each, Extension)),
        event_triggers=any(isinstance(each, EventTrigger) for each in objects),
    )


def describe_leaver(blueprint: Blueprint, tenant: str) -> Leaver:
    """Return who goes, whether or not specs list it any more.

    Args:
        blueprint: what specs ask for.
        tenant: its id.
    """
    project, platform = blueprint.project, describe_platform(blueprint)
    others = [each for each in platform.tenants if each.id != tenant]
    shared = blueprint.shared.objects
    return Leaver(
        id=tenant,
        schema=project.schema_of(tenant),
        roles=platform.own_roles([tenant]),
        platform=platform,
        admin=project.admin,
        kept_schemas=frozenset(
            (
                "public",
                project.schema,
                *project.managed,
                *(each.schema for each in others),
                *(each.schema for each in platform.extensions),
                *(each.name for each in shared if isinstance(each, Schema)),
            )
        ),
        kept_roles=frozenset(
            (*platform.shared_roles, *platform.own_roles(each.id for each in others))
        ),
    )
