"""Hooks for views, sequences, rewrite rules, and what fires or holds database-wide."""

from typing import Any, Final

from tests.language.generated.drawing.columns import hook
from tests.language.generated.drawing.keys import rule_columns
from tests.language.generated.drawing.shape import GIVEN, LIKELY, OMIT, Drawn, Place
from tests.language.generated.drawing.world import (
    TYPES,
    Column,
    Table,
    quoted,
    unquoted,
)

for _name, _percent in {
    "view.template": 3,
    "materialized_view.template": 3,
    "view.columns": 30,
    "materialized_view.columns": 30,
    "view.recursive": 0,
    "view.check_option": 10,
    "view.grants": 50,
    "table.rules": 8,
    "sequence.start": 0,
    "sequence.minimum": 0,
    "sequence.maximum": 0,
    "sequence.increment": 0,
    "sequence.data_type": 0,
    "default_privileges.schema": 0,
    "default_privileges.in_all_schemas": 0,
    "default_privileges.revoke": 0,
    "default_privileges.grants": 0,
}.items():
    LIKELY[_name] = _percent

SEQUENCES: Final[tuple[dict[str, Any], ...]] = (
    {},
    {"start": 100, "minimum": 5, "maximum": 9999},
    {"data_type": "smallint", "increment": 10},
    {"increment": -1, "minimum": -50, "start": -2},
    {"data_type": "integer", "maximum": 2147483647},
    {"start": 9223372036854775807},
)


def _give_view(at: Place) -> Drawn:
    kind = at.path[0]
    name = at.world.take(at.chance.name(), "relations")
    at.world.table = table = Table(name=name, is_tenants=not at.chance.happens(15))
    given: dict[str, Any] = {kind: name}
    if not table.is_tenants:
        given["schema"] = "acme"
    aim = at.chance.aim[-1] if at.is_aimed_at else ""
    if aim == "recursive":
        step = f"SELECT n + 1 FROM {quoted(name)} WHERE n < 5"  # noqa: S608 - of our own
        query = f"VALUES (1) UNION ALL {step}"
        return given | {"columns": ["n"], "recursive": True, "query": query}
    sources = [
        it
        for it in at.world.tables.values()
        if it.columns and (table.is_tenants or not it.is_tenants)
    ]
    if not sources or at.chance.happens(15):
        given["query"] = "SELECT 0 AS one, 'a'::text AS two"
        columns = [Column(name="one", type=TYPES[0]), Column(name="two", type=TYPES[5])]
    else:
        given["query"], columns = _query(at, at.chance.one_of(sources))
        if kind == "view" and (aim == "check_option" or at.chance.happens(15)):
            given["check_option"] = at.chance.one_of(("local", "cascaded"))
    names = unquoted(columns)
    if "columns" in at.chance.aim or at.chance.happens(25):
        names = [f"{it[:50]} {number}" for number, it in enumerate(names)]
        described = {"name": names[0], "description": at.chance.text()}
        plain = aim not in {"name", "description"} and at.chance.happens(50)
        given["columns"] = [names[0] if plain else described, *names[1:]]
    for called, column in zip(names, columns, strict=True):
        table.columns[called] = Column(name=called, type=column.type)
    return given


def _query(at: Place, table: Table) -> tuple[str, list[Column]]:
    """Return a query of a table, with the columns that it gives."""
    columns = at.chance.some_of(list(table.columns.values()), 1, 3)
    schema, _, plain = ("", "", table.name)
    if not table.is_tenants:
        schema, _, plain = table.name.partition(".")
    source = f"{quoted(schema)}.{quoted(plain)}" if schema else quoted(plain)
    where = f" WHERE {columns[0].sql} IS NOT NULL" if at.chance.happens(40) else ""
    listed = ", ".join(it.sql for it in columns)
    return f"SELECT {listed} FROM {source}{where}", columns  # noqa: S608 - of our own


GIVEN["view"] = GIVEN["materialized_view"] = _give_view
for _name in ("columns", "check_option", "schema"):
    LIKELY[f"view.{_name}"] = LIKELY[f"materialized_view.{_name}"] = 0


@hook("view.check_option", "view.columns", "view.schema", "materialized_view.schema",
      "materialized_view.columns", "view.recursive", "default_privileges.schema",
      "default_privileges.in_all_schemas")  # fmt: skip
def _no_more(_: Place) -> Drawn:
    return OMIT


@hook("materialized_view.with")
def _with(at: Place) -> Drawn:
    return at.chance.one_of(({"fillfactor": 80}, {"toast.autovacuum_enabled": False}))


@hook("depends_on")
def _depends_on(at: Place) -> Drawn:
    names = [it.name for it in at.world.tables.values() if it.is_tenants]
    return [at.chance.one_of(names)] if names and "schema" not in at.holder else OMIT


@hook("grants.*.select", "grants.*.insert", "grants.*.update")
def _granted_columns(at: Place) -> Drawn:
    # A policy type's grants are for any table, of which the tenant column is sure.
    names = ["shop"] if at.path[0] == "policy_type" else list(at.world.table.columns)
    return at.chance.some_of(names, 1, 2) if at.chance.happens(60) else True


def _give_view_trigger(at: Place) -> Drawn:
    functions = [
        it
        for it in at.world.trigger_functions
        if at.world.table.is_tenants or "." in it
    ]
    if not functions:
        return OMIT
    timing = at.chance.one_of(("instead of", "before", "after"))
    if at.chance.aim[-1] == "of":
        timing = "before"
    drawn: dict[str, Any] = {"timing": timing, "function": at.chance.one_of(functions)}
    drawn["events"] = at.chance.some_of(("update", "insert", "delete"), 1, 3)
    if timing != "instead of" and (at.chance.aim[-1] == "of" or at.chance.happens(20)):
        drawn["events"] = ["update"]
        drawn["of"] = at.chance.some_of(list(at.world.table.columns), 1, 2)
    return drawn


GIVEN["view.triggers.*"] = _give_view_trigger
LIKELY["view.triggers.*.of"] = 0


def _give_rule(at: Place) -> Drawn:
    event = at.chance.one_of(("insert", "update", "delete"))
    drawn: dict[str, Any] = {"event": event}
    drawn["do"] = at.chance.one_of(("nothing", "NOTIFY changed", "SELECT 1; SELECT 2"))
    if at.chance.happens(50) or at.path[0] == "view":
        drawn["instead"] = True
    columns = rule_columns(at)
    if columns and (at.chance.aim[-1] == "where" or at.chance.happens(25)):
        prefix = "old" if event == "delete" else "new"
        drawn["where"] = f"{prefix}.{at.chance.one_of(columns).sql} IS NOT NULL"
        drawn["do"] = at.chance.one_of(("nothing", "SELECT 1"))
    return drawn


GIVEN["rules.*"] = _give_rule
LIKELY["rules.*.where"] = LIKELY["rules.*.instead"] = 0


@hook("rules.key")
def _name_rule(at: Place) -> Drawn:
    return at.world.take(at.chance.name(), f"rules of {id(at.world.table)}")


def _give_sequence(at: Place) -> Drawn:
    options = SEQUENCES
    aim = at.chance.aim[-1] if at.is_aimed_at else ""
    fitting = [it for it in options if aim in it]
    given = dict(at.chance.one_of(fitting or options))
    given["sequence"] = at.world.take(at.chance.name(), "relations")
    at.world.table = Table(name=given["sequence"], is_tenants=True)
    return given


GIVEN["sequence"] = _give_sequence


@hook("sequence.owned_by")
def _owned_by(at: Place) -> Drawn:
    found = [
        it for it in at.world.tables.values() if it.is_tenants and "." not in it.name
    ]
    if not found or "schema" in at.holder:
        return OMIT
    table = at.chance.one_of(found)
    column = at.chance.one_of(list(table.columns))
    return OMIT if "." in column else f"{table.name}.{column}"


@hook("sequence.schema")
def _schema(at: Place) -> Drawn:
    return at.chance.one_of(("acme", "common"))


@hook("event_trigger.event_trigger")
def _name_event_trigger(at: Place) -> Drawn:
    return at.world.take(at.chance.name(), "event triggers")


@hook("event_trigger.function")
def _event_function(at: Place) -> Drawn:
    functions = at.world.event_functions
    return at.chance.one_of(functions) if functions else "acme.nothing"


@hook("event_trigger.event")
def _event(at: Place) -> Drawn:
    # The tags are those of commands, which the other events do not have.
    tagged = at.is_aimed_at or at.chance.aim[-1] == "tags"
    events = (
        "ddl_command_end",
        "ddl_command_start",
        "sql_drop",
        "table_rewrite",
        "login",
    )
    return at.chance.one_of(events[:1] if tagged else events)


@hook("event_trigger.tags")
def _tags(at: Place) -> Drawn:
    if at.holder["event"] not in {"ddl_command_end", "ddl_command_start"}:
        return OMIT
    return at.chance.some_of(("CREATE TABLE", "ALTER TABLE", "CREATE POLICY"), 1, 2)


DEFAULTS: Final[tuple[dict[str, Any], ...]] = (
    {"objects": "tables", "grants": {"{{ project.admin }}": ["select", "insert"]}},
    {
        "objects": "sequences",
        "schema": "acme",
        "grants": {"{{ project.member }}": ["usage"]},
    },
    {"objects": "functions", "in_all_schemas": True, "revoke": {"public": ["execute"]}},
    {"objects": "types", "in_all_schemas": True, "revoke": {"public": ["usage"]}},
    {
        "objects": "schemas",
        "in_all_schemas": True,
        "grants": {"{{ project.admin }}": ["usage"]},
    },
)


def _give_default_privileges(at: Place) -> Drawn:
    aim = at.chance.aim[-1] if at.is_aimed_at else ""
    fitting = [it for it in DEFAULTS if aim in it]
    given = dict(at.chance.one_of(fitting or DEFAULTS))
    given["default_privileges"] = at.world.take(at.chance.name(), "default privileges")
    return given


GIVEN["default_privileges"] = _give_default_privileges


@hook("default_privileges.grants", "default_privileges.revoke")
def _no_privileges(_: Place) -> Drawn:
    return OMIT


@hook("default_privileges.for_role")
def _for_role(_: Place) -> Drawn:
    return "{{ project.admin }}"
