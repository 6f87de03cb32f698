"""Hooks for functions, procedures, aggregates and triggers."""

from typing import Any, Final

from tests.language.generated.drawing.columns import hook
from tests.language.generated.drawing.shape import (
    GIVEN,
    LIKELY,
    OMIT,
    Drawn,
    Place,
    draw_mapping,
)

BODIES: Final[tuple[dict[str, Any], ...]] = (
    {
        "returns": "trigger",
        "language": "plpgsql",
        "body": "BEGIN\n  RETURN new;\nEND\n",
    },
    {"returns": "integer", "language": "sql", "body": "SELECT 1"},
    {"returns": "integer", "language": "sql", "return": "1 + 1"},
    {"returns": "bigint", "language": "sql", "begin_atomic": "SELECT 1::bigint;\n"},
    {
        "returns": "void",
        "language": "plpgsql",
        "body": "BEGIN\n  NULL; -- $body$ it's\nEND\n",
    },
    {
        "returns": "text",
        "language": "plpgsql",
        "body": "BEGIN\n  RETURN '{{ x }}';\nEND\n",
    },
    {"returns": "setof text", "language": "sql", "body": "SELECT 'a'::text"},
    {
        "returns": {"table": {"first": "integer", "Second one": "text"}},
        "language": "sql",
        "body": "SELECT 1, 'a'::text",
    },
    {
        "returns": "event_trigger",
        "language": "plpgsql",
        "body": "BEGIN\n  NULL;\nEND\n",
    },
)
PROCEDURES: Final[tuple[dict[str, Any], ...]] = (
    {"language": "plpgsql", "body": "BEGIN\n  NULL;\nEND\n"},
    {"language": "sql", "body": "SELECT 1"},
    {"language": "sql", "begin_atomic": "SELECT 1;\n"},
)
AGGREGATES: Final[tuple[dict[str, Any], ...]] = (
    {
        "arguments": [{"name": "cost", "type": "numeric"}],
        "state_function": "numeric_add",
        "state_type": "numeric",
    },
    {
        "arguments": [{"name": "cost", "type": "numeric"}],
        "state_function": "numeric_add",
        "state_type": "numeric",
        "initial_value": "0",
        "combine_function": "numeric_add",
        "moving": {
            "state_function": "numeric_add",
            "inverse_function": "numeric_sub",
            "state_type": "numeric",
        },
    },
    {"state_function": "int8inc", "state_type": "bigint", "initial_value": 0},
    {
        "state_function": "int8inc",
        "state_type": "bigint",
        "final_function": "int8up",
        "initial_value": 0,
        "moving": {
            "state_function": "int8inc",
            "inverse_function": "int8dec",
            "state_type": "bigint",
            "state_size": 8,
            "final_function": "int8up",
            "final_extra": False,
            "final_modify": "shareable",
            "initial_value": 0,
        },
    },
    {
        "arguments": [{"name": "least one", "type": "numeric"}],
        "state_function": "numeric_smaller",
        "state_type": "numeric",
        "sort_operator": "<",
        "final_function": "abs",
    },
    {
        "arguments": [{"name": "share", "type": "float8"}],
        "order_by": [{"name": "number", "type": "float8"}],
        "state_function": "array_append",
        "state_type": "float8[]",
    },
    {
        "arguments": [{"name": "list", "type": "text[]", "mode": "variadic"}],
        "state_function": "array_cat",
        "state_type": "text[]",
    },
)

for _name, _percent in {
    "returns": 0,
    "security": 0,
    "body": 0,
    "function.rows": 0,
    "depends_on": 0,
    "template": 4,
    "order_by": 0,
    "hypothetical": 0,
    "final_function": 0,
    "final_extra": 0,
    "final_modify": 8,
    "combine_function": 0,
    "initial_value": 0,
    "sort_operator": 0,
    "aggregate.arguments": 0,
    "moving": 0,
    "arguments.*.mode": 0,
    "triggers.*.function": 100,
}.items():
    LIKELY[_name] = _percent


def _aimed(at: Place, options: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """Return one of the options, of those that have what is aimed at if any has."""
    rest = at.chance.aim[len(at.path) :] if at.is_aimed_at else ()
    fitting = [it for it in options if rest and rest[0] in it]
    if rest[:1] == ("moving",) and len(rest) > 1:
        fitting = [it for it in fitting if rest[1] in it["moving"]]
    if rest[:1] == ("returns",) and len(rest) > 1:
        fitting = [it for it in fitting if isinstance(it["returns"], dict)]
    if rest[:1] == ("rows",):
        fitting = [it for it in options if str(it["returns"]).startswith("setof")]
    return dict(at.chance.one_of(fitting or options))


def _give_function(at: Place) -> Drawn:
    given = _aimed(at, BODIES)
    result = given["returns"]
    if str(result).endswith("trigger"):
        given["arguments"] = []
    if str(result).startswith("setof") and (
        at.chance.happens(30) or "rows" in at.chance.aim
    ):
        given["rows"] = 10
    name = at.chance.name()
    given["function"] = at.world.take(name, "routines")
    if at.chance.happens(15):
        given["schema"] = "acme"
    if result == "event_trigger":
        given["schema"] = "acme"
        at.world.event_functions.append(f"acme.{given['function']}")
    if at.chance.happens(15) or at.chance.aim[-1] == "security":
        settings = {"search_path": "pg_catalog, pg_temp"}
        given |= {"security": "definer", "settings": settings}
    if result == "trigger":
        shared = "acme." if given.get("schema") else ""
        at.world.trigger_functions.append(shared + given["function"])
    return given


GIVEN["function"] = _give_function


@hook(
    "aggregate.final_modify",
    "aggregate.final_extra",
    "moving.final_modify",
    "moving.final_extra",
)
def _final(at: Place) -> Drawn:
    if "final_function" not in at.holder:
        return OMIT
    return (
        False
        if at.path[-1] == "final_extra"
        else at.chance.one_of(at.json_schema["enum"])
    )


@hook("hypothetical")
def _hypothetical(at: Place) -> Drawn:
    return False if "order_by" in at.holder else OMIT


@hook("procedure.security")
def _security(_: Place) -> Drawn:
    return "invoker"


GIVEN["procedure"] = lambda at: (
    _aimed(at, PROCEDURES) | {"procedure": at.world.take(at.chance.name(), "routines")}
)
GIVEN["aggregate"] = lambda at: (
    _aimed(at, AGGREGATES) | {"aggregate": at.world.take(at.chance.name(), "routines")}
)


@hook("function.arguments", "procedure.arguments")
def _arguments(at: Place) -> Drawn:
    drawn: list[Any] = []
    taken: set[str] = set()
    defaults = False
    count = at.chance.between(1 if at.is_aimed_at else 0, 3)
    for number in range(count):
        place = at.step("*", at.json_schema["items"], {})
        argument = draw_mapping(place, {"name": f"{at.chance.name()[:50]}{number}"})
        if argument is OMIT or "type" not in argument:
            continue
        if at.is_aimed_at and "mode" in at.chance.aim and number + 1 == count:
            argument |= {"mode": "inout" if at.path[0] == "procedure" else "variadic"}
            argument["type"] = "integer[]"
        if argument.get("mode") == "variadic" or argument["name"] in taken:
            argument.pop("default", None)
        elif defaults and "default" not in argument:
            argument["default"] = "NULL"
        defaults = defaults or "default" in argument
        taken.add(argument["name"])
        drawn.append(argument)
    return drawn


@hook("arguments.*.default")
def _argument_default(_: Place) -> Drawn:
    return "NULL"


@hook("settings")
def _settings(at: Place) -> Drawn:
    options: tuple[dict[str, Any], ...] = (
        {"statement_timeout": "30s"},
        {"search_path": "pg_catalog, pg_temp"},
        {"work_mem": "64MB", "enable_seqscan": False},
        {"lock_timeout": 1000},
    )
    return at.chance.one_of(options[:3] if at.path[0] != "role" else options)


@hook("owner")
def _owner(at: Place) -> Drawn:
    return at.chance.one_of(("{{ project.owner }}", "{{ project.admin }}"))


@hook("grants.key", "roles.*")
def _grantee(at: Place) -> Drawn:
    shared = at.outer.get("schema") is not None
    roles = ["{{ project.member }}", "{{ project.admin }}"]
    roles += [it for it in at.world.roles if not (shared and "tenant" in it)]
    return at.chance.one_of(roles if shared else [*roles, "{{ tenant.role }}"])
