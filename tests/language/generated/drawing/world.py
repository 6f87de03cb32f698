"""What a generated project knows of itself while it is written: names and types."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A type with what can be said of its values.

    Args:
        sql: as a spec writes it.
        family: types that are spoken of alike.
        constants: SQL of values.
        plain: the same values as a row writes them.
        ordered: whether a B-tree takes it.
    """

    sql: str
    family: str
    constants: tuple[str, ...]
    plain: tuple[str | int | bool, ...]
    ordered: bool = True
    hashed: bool = True


POOL: Final[dict[str, tuple[str, tuple[str, ...], tuple[str | int | bool, ...]]]] = {
    "integer": ("integer; bigint; smallint; int; int8", ("0", "42", "1 + 1"), (0, 7)),
    "text": (
        "text; varchar(40); varchar; character varying(70)",
        ("'a'", "'it''s'"),
        ("a", "it's"),
    ),
    "number": (
        "numeric; numeric(10,2); double precision; real; numeric(5)",
        ("0", "1.5"),
        (1, 2),
    ),
    "time": (
        "timestamptz; timestamp; timestamptz(3)",
        ("now()", "'2026-01-01'"),
        ("2026-01-01",),
    ),
    "date": ("date", ("current_date", "'2026-01-01'"), ("2026-01-01",)),
    "boolean": ("boolean; bool", ("true", "false"), (True, False)),
    "uuid": (
        "uuid",
        ("gen_random_uuid()",),
        ("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",),
    ),
    "span": (
        "interval; interval(2)",
        ("'1 day'", "'2 hours'::interval"),
        ("1 day",),
    ),
    "jsonb": ("jsonb", ("'{}'", "'[1]'::jsonb"), ("{}",)),
    "json": ("json", ("'{}'",), ("{}",)),
    "range": ("int4range; tstzrange; daterange", ("'empty'",), ("empty",)),
    "array": ("integer[]; int8[]", ("'{}'", "'{1,2}'"), ("{}",)),
    "texts": ("text[]; varchar(20)[]", ("'{}'", "'{a}'"), ("{}",)),
    "tsvector": ("tsvector", ("'a'",), ("a",)),
    "bytes": ("bytea", ("'\\x00'",), ("a",)),
    "inet": ("inet", ("'127.0.0.1'",), ("127.0.0.1",)),
    "point": ("point", ("'(1,2)'",), ("(1,2)",)),
    "bits": ("bit varying(9); bit varying(15)", ("B'0000001'",), ("00000001",)),
}
"""Families of PostgreSQL's types: their names, SQL of values, and values of rows."""

TYPES: Final = tuple(
    Type(
        sql=sql,
        family=family,
        constants=constants,
        plain=plain,
        ordered=family not in {"json", "point"},
        hashed=family not in {"json", "point", "tsvector", "bits"},
    )
    for family, (names, constants, plain) in POOL.items()
    for sql in names.split("; ")
)


@dataclass(slots=True, kw_only=True)
class Column:
    """A column of the table in hand."""

    name: str
    type: Type
    not_null: bool = False
    generated: bool = False
    virtual: bool = False
    filled: bool = False
    collation: bool = False

    @property
    def sql(self) -> str:
        """The name as SQL writes it."""
        return quoted(self.name)


@dataclass(slots=True, kw_only=True)
class Table:
    """A table that has been written."""

    name: str
    is_tenants: bool
    columns: dict[str, Column] = field(default_factory=dict)
    primary_key: list[str] = field(default_factory=list)
    keys: list[list[str]] = field(default_factory=list)
    partition_columns: list[str] = field(default_factory=list)
    partitioned: bool = False
    primary_key_waits: bool = False


@dataclass(slots=True, kw_only=True)
class World:
    """What the specs written so far declare, by kind.

    Args:
        postgres: the version that the project is for.
        taken: names that are given away, by what they have to differ in.
        table: the table in hand.
    """

    postgres: int
    taken: set[tuple[str, str]] = field(default_factory=set)
    table: Table = field(default_factory=lambda: Table(name="", is_tenants=True))
    tables: dict[str, Table] = field(default_factory=dict)
    mixins: dict[str, Table] = field(default_factory=dict)
    types: dict[str, Type] = field(default_factory=dict)
    domains: set[str] = field(default_factory=set)
    trigger_functions: list[str] = field(default_factory=list)
    policy_types: dict[str, list[str]] = field(default_factory=dict)
    retention_rules: list[str] = field(default_factory=list)
    overridable: set[str] = field(default_factory=set)
    event_functions: list[str] = field(default_factory=list)
    hardened: bool = False
    roles: list[str] = field(default_factory=list)

    def take(self, name: str, among: str) -> str:
        """Return the name, or one made of it that nothing else has."""
        number, wanted = 1, name
        while (among, name) in self.taken:
            number += 1
            name = f"{wanted[:40]}{number}"
        self.taken.add((among, name))
        return name

    def all_types(self) -> tuple[Type, ...]:
        """Return PostgreSQL's types and those of the project."""
        return (*TYPES, *self.types.values())


def quoted(name: str) -> str:
    """Return a name in quotes where it would not be one without."""
    if name.isascii() and name.isidentifier() and name.islower() and name not in _WORDS:
        return name
    return '"' + name.replace('"', '""') + '"'


_WORDS: Final = frozenset(
    {"select", "user", "table", "end", "default", "current_user", "between"}
)


def unquoted(columns: Iterable[Column]) -> list[str]:
    """Return the columns' names."""
    return [column.name for column in columns]
