"""What specs say of a platform beside its objects."""

from compiler.build.blueprint import Blueprint
from compiler.model.event_trigger import EventTrigger
from compiler.model.extension import Extension
from compiler.model.name import QualifiedName
from compiler.model.role import Role
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
