"""Hooks for projects, tenants, roles, policies, mixins and retention."""

import dataclasses
from typing import Any, Final

from tests.language.generated.drawing.columns import columns_of, hook
from tests.language.generated.drawing.shape import (
    EARLY,
    GIVEN,
    LIKELY,
    OMIT,
    Drawn,
    Place,
    draw_mapping,
)
from tests.language.generated.drawing.world import TYPES, Column, Table

ROW: Final = "{{ tenant.column.name | ident }} = {{ tenant.id | literal }}"
CONDITIONS: Final = (
    ROW,
    f"{ROW} AND current_user <> 'nobody'",
    "{{ tenant.column.name | ident }} IN ('a', {{ tenant.id | literal }})",
    "true",
)
TENANT: Final = {
    "called": "shop",
    "column": {"name": "shop", "type": "text"},
    "schema": "{{ tenant.id }}_shop",
    "role": "{{ tenant.id }}_role",
    "login": "{{ tenant.id }}_app",
}

for _name, _percent in {
    "table.mixins": 40,
    "table.policies": 15,
    "tenant_column": 6,
    "harden_database": 0,
    "retention_rule.override": 50,
    "retention": 20,
    "project.extensions": 25,
    "project.ignore": 8,
    "policy_type.parameters": 15,
    "policy_type.policies": 90,
    "policies.*.using": 0,
    "policies.*.with_check": 0,
    "policies.*.command": 0,
    "role.members": 10,
    "mixin.mixins": 15,
}.items():
    LIKELY[_name] = _percent


EARLY["table"] = (
    *("table", "schema", "mixins", "tenant_column", "columns", "primary_key"),
    *("partition_by", "policies"),
)


def _give_project(at: Place) -> Drawn:
    drawn: dict[str, Any] = {
        "project": "acme",
        "postgres": at.world.postgres,
        "tenant": TENANT,
    }
    if at.world.hardened:
        drawn["harden_database"] = True
    drawn["defaults"] = {"mixins": ["tenant_key"], "policies": ["isolation"]}
    return drawn


GIVEN["project"] = _give_project


@hook("project.extensions")
def _extensions(at: Place) -> Drawn:
    return {"pg_trgm": {"schema": at.chance.one_of(("ext", "Hostile schema"))}}


@hook("project.ignore.tables")
def _ignored(_: Place) -> Drawn:
    return ["flyway_*"]


@hook("table.table")
def _name_table(at: Place) -> Drawn:
    name = at.world.take(at.chance.name(), "relations")
    at.world.table = Table(name=name, is_tenants=True)
    _add_tenant_column(at.world.table)
    return name


def _add_tenant_column(table: Table) -> None:
    text = next(it for it in TYPES if it.sql == "text")
    table.columns["shop"] = Column(name="shop", type=text, not_null=True, filled=True)


@hook("table.schema")
def _schema(at: Place) -> Drawn:
    schema = at.chance.one_of(
        ("acme", "{{ project.schema }}", "common", "Hostile schema")
    )
    table = at.world.table
    plain = "acme" if "{" in schema else schema
    table.name, table.is_tenants = f"{plain}.{table.name}", False
    table.columns.pop("shop", None)
    return schema


@hook("table.mixins", "mixin.mixins")
def _mixins(at: Place) -> Drawn:
    if not at.world.mixins:
        return OMIT
    chosen = at.chance.some_of(list(at.world.mixins), 1, 2)
    table, drawn = at.world.table, []
    for name in chosen:
        columns = at.world.mixins[name].columns
        if not columns.keys() & table.columns.keys():
            table.columns |= {
                key: dataclasses.replace(it) for key, it in columns.items()
            }
            drawn.append(name)
    return drawn or OMIT


@hook("mixin.mixin")
def _name_mixin(at: Place) -> Drawn:
    name = at.world.take(at.chance.name(), "mixins")
    at.world.table = Table(name=name, is_tenants=True)
    return name


@hook("tenant_column")
def _tenant_column(at: Place) -> Drawn:
    if not at.world.table.is_tenants:
        return OMIT
    at.world.table.columns.pop("shop", None)
    return False


@hook("table.policies")
def _policies(at: Place) -> Drawn:
    if not at.world.table.is_tenants:
        return OMIT
    if "tenant_column" in at.holder:
        return {"without": {"isolation": "Nobody owns a row."}}
    return draw_mapping(at)


@hook("table.policies.without")
def _without(at: Place) -> Drawn:
    return {"isolation": at.chance.text()}


@hook("table.policies.add.*")
def _policy_use(at: Place) -> Drawn:
    if not at.world.policy_types or at.holder[""] or not at.world.table.is_tenants:
        return OMIT
    name = at.chance.one_of(list(at.world.policy_types))
    parameters = at.world.policy_types[name]
    given = parameters and (at.chance.happens(50) or at.is_aimed_at)
    return {name: dict.fromkeys(parameters, "shop")} if given else name


@hook("policy_type.policy_type")
def _name_policy_type(at: Place) -> Drawn:
    name = at.world.take(at.chance.name(), "policy types")
    at.world.policy_types[name] = []
    return name


@hook("policy_type.parameters")
def _parameters(at: Place) -> Drawn:
    at.world.policy_types[at.holder["policy_type"]] = ["column"]
    return {"column": {"default": "shop"}}


def _give_policy(at: Place) -> Drawn:
    command = at.chance.one_of(("all", "select", "insert", "update", "delete"))
    drawn: dict[str, Any] = {"name": at.world.take(at.chance.name(), "policies")}
    if command != "all":
        drawn["command"] = command
    aim = at.chance.aim[-1]
    if command == "insert" or (aim == "with_check" and command in {"all", "update"}):
        drawn["with_check"] = at.chance.one_of(CONDITIONS)
    if command != "insert":
        condition = at.chance.one_of(CONDITIONS)
        if at.outer.get("parameters") and at.chance.happens(50):
            condition = "{{ parameters.column | ident }} IS NOT NULL"
        drawn["using"] = condition
    return drawn


GIVEN["policies.*"] = _give_policy


@hook("policies.*.permissive")
def _permissive(at: Place) -> Drawn:
    return at.chance.happens(50)


@hook("role.role")
def _name_role(at: Place) -> Drawn:
    ends = ("reader", "auditor", "Big one", "o'role")
    of_tenant = at.chance.happens(50)
    start = "{{ tenant.id }}" if of_tenant else "{{ project.name }}"
    name = at.world.take(f"{start}_{at.chance.one_of(ends)}", "roles")
    at.world.roles.append(name)
    return name


@hook("role.create_role", "role.create_database")
def _create(at: Place) -> Drawn:
    return OMIT if "tenant" in at.holder["role"] else True


@hook("role.member_of.*", "role.members.*")
def _member(at: Place) -> Drawn:
    own = at.world.roles[-1] if at.world.roles else ""
    roles = (
        ["{{ project.member }}"]
        if at.path[1] == "member_of"
        else ["{{ project.admin }}"]
    )
    if at.path[1] == "member_of":
        roles += [
            it for it in at.world.roles[:-1] if "tenant" in own or "tenant" not in it
        ]
    role = at.chance.one_of(roles)
    if role in (it["role"] if isinstance(it, dict) else it for it in at.holder[""]):
        return OMIT
    if at.is_aimed_at and len(at.chance.aim) > 3:
        return {"role": role, "admin_option": True}
    return role


@hook("role.settings.key")
def _setting(_: Place) -> Drawn:
    return "statement_timeout"


@hook("retention_rule.retention_rule")
def _name_rule(at: Place) -> Drawn:
    name = at.world.take(at.chance.name(), "rules")
    at.world.retention_rules.append(name)
    return name


@hook("retention_rule.keep")
def _keep(at: Place) -> Drawn:
    return at.chance.one_of(("90 days", "1 year", "12 hours"))


@hook("retention_rule.override")
def _override(at: Place) -> Drawn:
    at.world.overridable.add(at.holder["retention_rule"])
    return draw_mapping(at)


@hook("retention_rule.override.floor")
def _floor(_: Place) -> Drawn:
    return "1 hour"


@hook("retention_rule.override.ceiling")
def _ceiling(_: Place) -> Drawn:
    return "9 years"


@hook("table.retention")
def _retention(at: Place) -> Drawn:
    found = [it for it in columns_of(at, ["time", "date"]) if not it.virtual]
    if not found or not at.world.retention_rules or not at.world.table.is_tenants:
        return OMIT
    rule = at.chance.one_of(at.world.retention_rules)
    return {"rule": rule, "basis": at.chance.one_of(found).name}


@hook("tenants.tenants")
def _tenants(at: Place) -> Drawn:
    first: dict[str, Any] = {"name": at.chance.text()}
    rules = sorted(at.world.overridable)
    if rules and (at.chance.happens(30) or "retention" in at.chance.aim):
        first["retention"] = {at.chance.one_of(rules): "2 years"}
    return {"north": first, "south": {}}
