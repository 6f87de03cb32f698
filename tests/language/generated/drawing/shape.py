"""Values that follow from a JSON Schema, and the hooks that know what it cannot say."""

import dataclasses
import functools
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from tests.language.generated.drawing.chance import Chance
from tests.language.generated.drawing.world import Column, World
from tests.language.properties import EACH, Json

JsonSchema: TypeAlias = "dict[str, Any]"
Drawn: TypeAlias = Any
"""A value as JSON has it, or OMIT."""

OMIT: Final = object()
"""What a hook returns where the property cannot stand; nothing is written then."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of a spec that a value is wanted for.

    Args:
        path: the kind, and the steps from it.
        holder: what has been written so far of the mapping around it.
        outer: the same of the mapping around that.
        key: the last key of the user's that was gone through.
        column: the column that is talked about, where one is.
    """

    json_schema: JsonSchema
    path: tuple[str, ...]
    chance: Chance
    world: World
    holder: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    outer: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    key: str = ""
    column: Column | None = None

    @property
    def is_aimed_at(self) -> bool:
        """Whether the aim is here, or further inside."""
        return self.chance.aim[: len(self.path)] == self.path

    def step(
        self, name: str, json_schema: JsonSchema, holder: Mapping[str, Any]
    ) -> "Place":
        """Return a place inside this one."""
        return dataclasses.replace(
            self,
            json_schema=json_schema,
            path=(*self.path, name),
            holder=holder,
            outer=self.holder,
        )

    def property(self, name: str, holder: Mapping[str, Any]) -> "Place":
        """Return the place of a property of the mapping that stands here."""
        return self.step(name, properties_of(self.json_schema)[name], holder)

    def as_mapping(self) -> "Place":
        """Return the place with its longer form, where a shorter one may stand too."""
        longer = [it for it in self.json_schema["anyOf"] if "properties" in it]
        return dataclasses.replace(self, json_schema=longer[0])

    def about(self, column: Column) -> "Place":
        """Return the place, said to be about a column."""
        return dataclasses.replace(self, column=column)


Hook: TypeAlias = Callable[[Place], Drawn]
"""Returns a value, or OMIT."""

BY_PATH: Final[dict[str, Hook]] = {}
"""What is known of places by the last steps that lead there; the longest counts."""

BY_TITLE: Final[dict[str, Hook]] = {}
"""What is known of places by the title of their JSON Schema."""

GIVEN: Final[dict[str, Callable[[Place], Drawn]]] = {}
"""What properties of a mapping say together; the others follow from the JSON Schema."""

EARLY: Final[dict[str, tuple[str, ...]]] = {}
"""Properties that are drawn before the others, since those depend on them."""

LIKELY: Final[dict[str, int]] = {}
"""How often, in percent, an optional property is written, other than 18."""


def draw_value(at: Place) -> Drawn:
    """Return a value for a place, or OMIT."""
    hook = find(BY_PATH, at.path) or BY_TITLE.get(at.json_schema.get("title", ""))
    if hook is None:
        return draw_shape(at)
    if at.chance.happens(at.chance.wild):
        examples = at.json_schema.get("examples")
        return at.chance.one_of(examples) if examples else draw_shape(at)
    drawn = hook(at)
    if drawn is OMIT and at.is_aimed_at and at.chance.happens(20):
        # It stands where it may not, but it stands.
        return draw_shape(at)
    return drawn


def draw_shape(at: Place) -> Drawn:
    """Return a value that the JSON Schema of a place allows."""
    branches = [
        it for it in at.json_schema.get("anyOf", ()) if it.keys() - {"required"}
    ]
    if branches:
        inner = dataclasses.replace(at, json_schema=_branch(at, branches))
        # The hook of the place has been asked for all branches together.
        return draw_shape(inner) if find(BY_PATH, at.path) else draw_value(inner)
    if "enum" in at.json_schema:
        return at.chance.one_of(at.json_schema["enum"])
    types = at.json_schema.get("type", "object")
    kind = at.chance.one_of(types) if isinstance(types, list) else types
    if kind in {"object", "array"}:
        return draw_mapping(at) if kind == "object" else _draw_items(at)
    return _draw_scalar(at, kind)


def _branch(at: Place, branches: list[JsonSchema]) -> JsonSchema:
    if at.is_aimed_at and len(at.path) < len(at.chance.aim):
        rest = at.chance.aim[len(at.path) :]
        branches = [it for it in branches if leads_to(it, rest)] or branches
    return at.chance.one_of(branches)


def _draw_scalar(at: Place, kind: str) -> Drawn:
    shape, chance = at.json_schema, at.chance
    match kind:
        case "string":
            return (
                chance.matching(shape["pattern"])
                if "pattern" in shape
                else chance.text()
            )
        case "boolean":
            return not chance.happens(30)
        case "integer" | "number":
            low = shape.get("minimum", 1 if "exclusiveMinimum" in shape else -1000)
            return chance.number(low, shape.get("maximum", max(low, 1_000_000)))
        case _:
            return None


def draw_mapping(at: Place, given: Mapping[str, Any] | None = None) -> Drawn:
    """Return a mapping whose properties stand in the order of the JSON Schema."""
    known = properties_of(at.json_schema)
    if not known:
        return _draw_map(at)
    give = None if given is not None else find(GIVEN, at.path)
    drawn: Any = dict(given or {})
    if give and not at.chance.happens(at.chance.wild):
        drawn = give(at)
    if drawn is OMIT:
        return OMIT
    wanted = _wanted(at, drawn)
    early = EARLY.get(".".join(at.path), ())
    for name in (*early, *(it for it in known if it not in early)):
        if name in drawn or name not in wanted:
            continue
        value = draw_value(at.property(name, drawn))
        if value is not OMIT:
            drawn[name] = value
        elif name in at.json_schema.get("required", ()):
            return OMIT
    # As the JSON Schema has them, which is the order in which people write.
    return {name: drawn[name] for name in known if name in drawn} or OMIT


def _wanted(at: Place, given: Mapping[str, Any]) -> set[str]:
    known, chance = properties_of(at.json_schema), at.chance
    out: set[str] = set()
    wanted = set(at.json_schema.get("required", ()))
    for group in _groups(at.json_schema):
        names = {name for branch in group for name in branch}
        if names & given.keys():
            out |= names
            continue
        fitting = [it for it in group if at.is_aimed_at and set(it) & set(chance.aim)]
        chosen = chance.one_of(fitting or group)
        wanted |= set(chosen)
        out |= names - set(chosen)
    if "anyOf" in at.json_schema:
        wanted |= set(chance.one_of([it["required"] for it in at.json_schema["anyOf"]]))
    for name in known:
        inner = at.property(name, given)
        likely = find(LIKELY, inner.path)
        if inner.is_aimed_at or chance.happens(18 if likely is None else likely):
            wanted.add(name)
    if not wanted and at.json_schema.get("minProperties"):
        wanted.add(chance.one_of(list(known)))
    if at.json_schema.get("maxProperties") == 1:
        wanted = {chance.one_of(sorted(wanted))}
    return wanted - out


def _groups(json_schema: JsonSchema) -> list[list[list[str]]]:
    """Return the groups of properties of which one alone may stand."""
    groups = [json_schema.get("oneOf", ())]
    groups += [it.get("oneOf", ()) for it in json_schema.get("allOf", ())]
    return [[branch["required"] for branch in group] for group in groups if group]


def _draw_map(at: Place) -> Drawn:
    shape = at.json_schema
    drawn: dict[str, Any] = {}
    for _ in range(at.chance.between(1, 3)):
        key = draw_value(at.step("key", shape["propertyNames"], drawn))
        if key is OMIT or key in drawn:
            continue
        inner = at.step(EACH, shape["additionalProperties"], drawn)
        value = draw_value(dataclasses.replace(inner, key=key))
        if value is not OMIT:
            drawn[key] = value
    return drawn or OMIT


def _draw_items(at: Place) -> Drawn:
    shape = at.json_schema
    low = shape.get("minItems", 0)
    drawn: list[Any] = []
    for _ in range(
        at.chance.between(low, min(low + 2, shape.get("maxItems", low + 2)))
    ):
        value = draw_value(at.step(EACH, shape["items"], {"": drawn}))
        if value is not OMIT and not (shape.get("uniqueItems") and value in drawn):
            drawn.append(value)
    return drawn if len(drawn) >= low else OMIT


def properties_of(json_schema: JsonSchema) -> dict[str, JsonSchema]:
    """Return the properties that a mapping may have by name."""
    properties: dict[str, JsonSchema] = json_schema.get("properties", {})
    return properties


def find(table: Mapping[str, Any], path: Sequence[str]) -> Drawn:
    """Return what a table has for the longest end of a path."""
    for start in range(len(path)):
        found = table.get(".".join(path[start:]))
        if found is not None:
            return found
    return None


def leads_to(json_schema: JsonSchema, steps: tuple[str, ...]) -> bool:
    """Return whether the steps can be gone in what the JSON Schema allows."""
    return _leads_to(json.dumps(json_schema), steps)


@functools.cache
def _leads_to(dumped: str, steps: tuple[str, ...]) -> bool:
    json_schema: JsonSchema = json.loads(dumped)
    if not steps:
        return True
    inners = [properties_of(json_schema).get(steps[0])]
    if steps[0] == EACH:
        inners = [json_schema.get("items"), json_schema.get("additionalProperties")]
    if any(isinstance(it, dict) and leads_to(it, steps[1:]) for it in inners):
        return True
    branches = [
        it for key in ("anyOf", "oneOf", "allOf") for it in json_schema.get(key, ())
    ]
    return any(leads_to(it, steps) for it in branches)


def as_json(value: Any) -> Json:  # noqa: ANN401 - what was drawn
    """Return a copy, so that two places never share a value."""
    copied: Json = json.loads(json.dumps(value))
    return copied
