"""Hooks for columns, and for SQL that speaks of columns."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from tests.language.generated.drawing.shape import (
    BY_PATH,
    BY_TITLE,
    LIKELY,
    OMIT,
    Drawn,
    Place,
    draw_mapping,
)
from tests.language.generated.drawing.world import TYPES, Column, Type

USUAL: Final = ("integer", "bigint", "text", "uuid", "timestamptz", "date", "jsonb")
CONDITIONS: Final[dict[str, tuple[str, ...]]] = {
    "integer": ("{} > 0", "{} BETWEEN 1 AND 10", "{} % 2 = 0"),
    "number": ("{} >= 0", "{} < 1000.5"),
    "text": (
        "{} <> ''",
        "length({}) < 100",
        "{} LIKE 'a%'",
        "{} = ANY (ARRAY['a', 'b'])",
    ),
    "time": ("{} > '2000-01-01'", "{} IS DISTINCT FROM NULL"),
    "boolean": ("{}", "NOT {}", "{} IS TRUE"),
    "jsonb": ("{} ? 'a'", "{} #>> '{{a,b}}' IS NULL", "jsonb_typeof({}) = 'object'"),
    "range": ("NOT isempty({})",),
    "array": ("cardinality({}) < 5", "1 = ANY ({})"),
}
SCALARS: Final[dict[str, tuple[str, ...]]] = {
    "integer": ("{} + 1", "abs({})", "-{}", "coalesce({}, 0)"),
    "number": ("{} * 2", "round({})"),
    "text": ("lower({})", "upper({})", "{} || 'x'", "left({}, 10)"),
    "boolean": ("NOT {}",),
    "jsonb": ("{} -> 'a'", "{} - 'a'"),
    "array": ("{} || 1",),
}


def hook(*paths: str) -> Callable[[Callable[[Place], Drawn]], Callable[[Place], Drawn]]:
    """Return a decorator that has a function draw what stands at the paths."""

    def put(function: Callable[[Place], Drawn]) -> Callable[[Place], Drawn]:
        BY_PATH.update(dict.fromkeys(paths, function))
        return function

    return put


def column_of(at: Place) -> Column:
    """Return the column that a place is inside of."""
    columns = at.world.table.columns
    return columns.setdefault(at.key, Column(name=at.key, type=TYPES[0]))


def columns_of(
    at: Place, families: Sequence[str] = (), *, stored: bool = True
) -> list[Column]:
    """Return the columns of the table in hand, of some families if any are named."""
    return [
        column
        for column in at.world.table.columns.values()
        if not (stored and column.virtual)
        and (not families or column.type.family in families)
    ]


def ordered_columns(at: Place) -> list[Column]:
    """Return the columns that a B-tree takes."""
    return [column for column in columns_of(at) if column.type.ordered]


def draw_type(at: Place, families: Sequence[str] = ()) -> Type:
    """Return a type: a usual one half of the time."""
    pool = [it for it in at.world.all_types() if not families or it.family in families]
    if not at.world.table.is_tenants:
        pool = [it for it in pool if "." in it.sql or it in TYPES]
    usual = [it for it in pool if it.sql in USUAL]
    return at.chance.one_of(usual if usual and at.chance.happens(50) else pool)


def condition(at: Place, column: Column, prefix: str = "") -> str:
    """Return an SQL condition on a column."""
    options = (*CONDITIONS.get(column.type.family, ()), "{} IS NOT NULL")
    return at.chance.one_of(options).format(prefix + column.sql)


def scalar(at: Place, column: Column) -> str:
    """Return an SQL expression of the column's family of types."""
    return at.chance.one_of(
        SCALARS.get(column.type.family, ("coalesce({0}, {0})",))
    ).format(column.sql)


BY_TITLE["name"] = BY_TITLE["former name"] = lambda at: at.chance.name()
BY_TITLE["description"] = lambda at: at.chance.text()
BY_TITLE["SQL type"] = lambda at: draw_type(at).sql
BY_TITLE["waivers"] = lambda at: at.chance.one_of(at.json_schema["examples"])
BY_TITLE["collation"] = lambda at: at.chance.one_of(("C", "POSIX", "ucs_basic"))
BY_TITLE["configuration parameter"] = lambda _: "fillfactor"

for _name, _percent in {
    "table.schema": 12,
    "schema": 12,
    "allow": 3,
    "renamed_from": 4,
    "columns": 100,
    "primary_key": 75,
    "columns.*.not_null": 35,
    "columns.*.default": 30,
    "columns.*.collation": 20,
    "columns.*.identity": 25,
    "columns.*.generated": 18,
    "columns.*.stored": 40,
    "columns.*.backfill": 6,
    "columns.*.using": 6,
    "columns.*.description": 15,
    "table.partition_by": 18,
    "foreign_keys": 35,
    "indexes": 35,
    "checks": 30,
    "table.rows": 15,
    "table.ignore": 4,
}.items():
    LIKELY[_name] = _percent


@hook("columns.key")
def _name_column(at: Place) -> Drawn:
    name = at.chance.name()
    if name in at.world.table.columns:
        name = f"{name[:40]}{len(at.world.table.columns)}"
    at.world.table.columns[name] = Column(name=name, type=TYPES[0])
    return name


@hook("columns.*.type")
def _type_column(at: Place) -> Drawn:
    column_of(at).type = draw_type(at)
    return column_of(at).type.sql


@hook("columns.*.not_null")
def _not_null(at: Place) -> Drawn:
    column_of(at).not_null = True
    return True


@hook("columns.*.default")
def _default(at: Place) -> Drawn:
    column = column_of(at)
    column.filled = True
    if column.type.family == "boolean" and at.chance.happens(50):
        return True
    if column.type.family == "integer" and at.chance.happens(50):
        return 7
    return at.chance.one_of(column.type.constants)


@hook("columns.*.collation")
def _collation(at: Place) -> Drawn:
    if column_of(at).type.family not in {"text", "texts"}:
        return OMIT
    column_of(at).collation = True
    return BY_TITLE["collation"](at)


@hook("columns.*.identity")
def _identity(at: Place) -> Drawn:
    column = column_of(at)
    if column.type.family != "integer" or column.filled:
        return OMIT
    column.filled = column.not_null = True
    if not at.chance.happens(50) and not at.is_aimed_at:
        return at.chance.one_of(("always", "by default"))
    start = at.chance.one_of((1, 5, 100))
    drawn: dict[str, Any] = {"start": start, "minimum": at.chance.one_of((1, -5))}
    drawn |= {
        "maximum": at.chance.one_of((100, 30_000)),
        "cache": at.chance.one_of((1, 20)),
    }
    drawn |= {"increment": at.chance.one_of((1, 2, -1)), "cycle": at.chance.happens(50)}
    drawn |= {"generated": at.chance.one_of(("always", "by default"))}
    aimed = at.chance.aim[-1]
    return {
        k: v for k, v in drawn.items() if k == aimed or at.chance.happens(50)
    } or "always"


@hook("columns.*.generated")
def _generated(at: Place) -> Drawn:
    column = column_of(at)
    found = [
        it
        for it in columns_of(at, [column.type.family])
        if not it.generated and it is not column and it.type.sql == column.type.sql
    ]
    immutable = column.type.family not in {"time", "span", "own"}
    if not found or column.filled or not immutable:
        return OMIT
    column.generated = column.filled = True
    return scalar(at, at.chance.one_of(found))


@hook("columns.*.backfill", "columns.*.using")
def _value_source(at: Place) -> Drawn:
    column = column_of(at)
    return OMIT if column.virtual else scalar(at, column)


@hook("columns.*.stored")
def _stored(at: Place) -> Drawn:
    column = column_of(at)
    if not column.generated:
        return OMIT
    own = column.type.family in {"own", "enum", "domain"}
    if at.world.postgres >= 18 and not own and at.chance.happens(60):
        column.virtual = True
        return False
    return True


@hook("columns.*.one_of")
def _one_of(at: Place) -> Drawn:
    column = column_of(at)
    if column.type.family == "integer":
        return [0, 7, 42, 2]
    return ["a", "it's", "b"] if column.type.family == "text" else OMIT


@hook("columns.*.storage")
def _storage(at: Place) -> Drawn:
    long = column_of(at).type.family in {
        "text",
        "jsonb",
        "json",
        "bytes",
        "texts",
        "array",
    }
    return at.chance.one_of(at.json_schema["enum"]) if long else OMIT


@hook("columns.*.compression")
def _compression(at: Place) -> Drawn:
    column = column_of(at)
    long = column.type.family in {"text", "jsonb", "json", "bytes", "texts"}
    return "pglz" if long and not column.virtual else OMIT


@hook("columns.*.statistics")
def _statistics(at: Place) -> Drawn:
    return OMIT if column_of(at).virtual else at.chance.one_of((0, 10, 10_000))


@hook("columns.*.with.n_distinct", "columns.*.with.n_distinct_inherited")
def _n_distinct(at: Place) -> Drawn:
    return at.chance.one_of((-1, -0.5, 0, 100, 2.0))


@hook("columns.*.renamed_from", "table.renamed_from")
def _renamed_from(at: Place) -> Drawn:
    return at.world.take(f"was_{at.chance.between(1, 99)}", "former names")


@hook("table.with")
def _with(at: Place) -> Drawn:
    options = (
        {"fillfactor": 70},
        {"toast.autovacuum_enabled": "off"},
        {"autovacuum_enabled": True},
    )
    return OMIT if "partition_by" in at.holder else at.chance.one_of(options)


@hook("table.unlogged")
def _unlogged(at: Place) -> Drawn:
    return OMIT if at.world.table.partitioned else True


@hook("checks.key")
def _name_check(at: Place) -> Drawn:
    return at.world.take(at.chance.name(), f"constraints of {id(at.world.table)}")


@hook("checks.*", "checks.*.expression")
def _check(at: Place) -> Drawn:
    if at.path[-1] == "*" and (at.is_aimed_at or at.chance.happens(30)):
        return draw_mapping(at.as_mapping())
    found = columns_of(at, stored=False)
    return condition(at, at.chance.one_of(found)) if found else OMIT


@hook("checks.*.enforced", "foreign_keys.*.enforced")
def _enforced(at: Place) -> Drawn:
    return at.world.postgres < 18 or not at.chance.happens(70)


@hook("checks.*.no_inherit")
def _no_inherit(at: Place) -> Drawn:
    if at.world.table.partitioned:
        return OMIT
    return not at.chance.happens(20)
