"""Generated projects: a small fixed core, and one to six objects on top of it."""

from typing import Any, Final

from hypothesis import strategies as st

from compiler.load.documents import KINDS
from compiler.load.references import json_schema_of
from tests.language.generated.drawing import (
    access,
    columns,
    indexes,
    keys,
    partitions,
    routines,
    rows,
    triggers,
    types,
    views,
)
from tests.language.generated.drawing.chance import Chance
from tests.language.generated.drawing.shape import (
    OMIT,
    Drawn,
    Place,
    as_json,
    draw_value,
)
from tests.language.generated.drawing.world import World
from tests.language.properties import Json, Property, find_properties

HOOKS: Final = (
    *(access, columns, indexes, keys, partitions),
    *(routines, rows, triggers, types, views),
)
"""The modules that say what the JSON Schemas cannot; importing them is enough."""

CORE: Final[dict[str, dict[str, Json]]] = {
    "role.yaml": {"role": "{{ tenant.role }}", "member_of": ["{{ project.member }}"]},
    "login.yaml": {
        "role": "{{ tenant.login }}",
        "login": True,
        "member_of": ["{{ tenant.role }}"],
    },
    "tenant_key.yaml": {
        "mixin": "tenant_key",
        "columns": {
            "{{ tenant.column.name }}": {
                "type": "{{ tenant.column.type }}",
                "not_null": True,
                "default": "{{ tenant.id | literal }}",
            }
        },
    },
    "isolation.yaml": {
        "policy_type": "isolation",
        "policies": [
            {"name": "isolation", "roles": ["{{ tenant.role }}"], "using": access.ROW}
        ],
        "grants": {"{{ tenant.role }}": ["select", "insert", "update", "delete"]},
    },
    "touch.yaml": {
        "function": "touch",
        "returns": "trigger",
        "language": "plpgsql",
        "body": "BEGIN\n  RETURN new;\nEND\n",
    },
}
PROPERTIES: Final = find_properties()
FIRST: Final = (
    "role",
    "type",
    "retention_rule",
    "policy_type",
    "function",
    "mixin",
    "table",
)
"""The order in which specs are written: what others may name comes first."""

Project = dict[str, dict[str, Json]]
"""The specs of a project by the names of their files."""


@st.composite
def projects(draw: st.DrawFn, postgres: int, aim: Property | None = None) -> Project:
    """Return a project for a version of PostgreSQL or an older one."""
    if aim is None:
        aim = draw(st.sampled_from(PROPERTIES))
    wild = draw(st.sampled_from((0, 0, 0, 3)))
    chance = Chance(draw, wild=wild, aim=(aim.kind, *aim.path))
    version = postgres if chance.happens(60) else chance.between(15, postgres)
    world = World(
        postgres=version, trigger_functions=["touch"], policy_types={"isolation": []}
    )
    world.taken |= {("roles", "touch"), ("routines", "touch"), ("mixins", "tenant_key")}
    world.taken |= {("policy types", "isolation"), ("policies", "isolation")}
    world.policy_types.clear()
    kinds = [
        aim.kind,
        *chance.some_of(
            [
                *FIRST,
                "table",
                "view",
                "materialized_view",
                "sequence",
                "procedure",
                "aggregate",
            ],
            0,
            4,
        ),
    ]
    world.hardened = "event_trigger" in kinds
    for needed, word in NEEDED.items():
        if word in str(aim) and aim.kind == "table":
            kinds.append(needed)
    project: Project = dict(CORE)
    order = sorted(kinds, key=_rank)
    for number, kind in enumerate(order):
        if kind not in {"project", "tenants"}:
            _add(project, f"{kind}{number}.yaml", _draw_spec(chance, world, kind))
    _add(project, "tenants.yaml", _draw_spec(chance, world, "tenants"))
    _add(project, "project.yaml", _draw_spec(chance, world, "project"))
    return project


NEEDED: Final = {
    "retention_rule": "retention",
    "mixin": "mixins",
    "policy_type": "policies.add",
}


def _rank(kind: str) -> int:
    return FIRST.index(kind) if kind in FIRST else len(FIRST)


def _add(project: Project, file: str, spec: Any) -> None:  # noqa: ANN401 - what was drawn
    if spec is not OMIT:
        copied = as_json(spec)
        assert isinstance(copied, dict)
        project[file] = copied


def _draw_spec(chance: Chance, world: World, kind: str) -> Drawn:
    assert kind in KINDS
    place = Place(
        json_schema=json_schema_of(kind), path=(kind,), chance=chance, world=world
    )
    spec = draw_value(place)
    if kind == "table":
        world.tables[world.table.name] = world.table
    if kind == "mixin" and isinstance(spec, dict):
        world.mixins[world.table.name] = world.table
    return spec
