import dataclasses
from typing import Any, Final

import pytest

from compiler.model.column import Column, Identity
from compiler.model.sequence import Sequence, SequenceOwner
from compiler.model.table import Table
from tests.introspect.conftest import Read

pytestmark = pytest.mark.live

COLUMN: Final = Column(
    name="a",
    type_sql="integer",
    collation="",
    not_null=False,
    not_null_constraint="",
    default="",
    identity=None,
    generated="",
    stored=True,
    storage="",
    compression="",
    statistics=None,
    parameters=(),
    description="",
)
IDENTITY: Final = Identity(
    generated="always",
    start=1,
    increment=1,
    minimum=1,
    maximum=2147483647,
    cache=1,
    cycle=False,
    sequence="t_a_seq",
)
OPTIONS: Final = """CREATE TABLE s.t (a varchar(9));
ALTER TABLE s.t ALTER a SET STORAGE external, ALTER a SET COMPRESSION pglz,
  ALTER a SET STATISTICS 0, ALTER a SET (n_distinct = -0.5);
COMMENT ON COLUMN s.t.a IS 'It''s.';
"""


def tables_in(objects: tuple[object, ...]) -> list[Table]:
    return [each for each in objects if isinstance(each, Table)]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("CREATE TABLE s.t (a int)", {}),
        ("CREATE TABLE s.t (gone int, a int); ALTER TABLE s.t DROP gone", {}),
        (
            """CREATE TABLE s.t ("A ""b" numeric(9, 2)[] DEFAULT '{}')""",
            {
                "name": 'A "b',
                "type_sql": "numeric(9,2)[]",
                "default": "'{}'::numeric[]",
            },
        ),
        (
            'CREATE TABLE s.t (a text COLLATE "C")',
            {"type_sql": "text", "collation": 'pg_catalog."C"'},
        ),
        (
            """CREATE DOMAIN s."D d" AS text COLLATE "C";
               CREATE TABLE s.t (a s."D d")""",
            {"type_sql": 's."D d"'},
        ),
        (
            OPTIONS,
            {
                "type_sql": "character varying(9)",
                "storage": "external",
                "compression": "pglz",
                "statistics": 0,
                "parameters": (("n_distinct", "-0.5"),),
                "description": "It's.",
            },
        ),
        (
            OPTIONS
            + """ALTER TABLE s.t ALTER a SET STORAGE extended,
                   ALTER a SET COMPRESSION default, ALTER a SET STATISTICS -1,
                   ALTER a RESET (n_distinct);
                 COMMENT ON COLUMN s.t.a IS NULL;""",
            {"type_sql": "character varying(9)"},
        ),
        (
            "CREATE TABLE s.t (a int GENERATED ALWAYS AS (1 + 1) STORED)",
            {"generated": "(1 + 1)"},
        ),
    ],
)
def test_a_column_is_read_with_what_is_not_usual_in_it(
    sql: str, said: dict[str, Any], read: Read
) -> None:
    (table,) = tables_in(read(sql))
    assert table.columns == (dataclasses.replace(COLUMN, **said),)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("ALWAYS AS IDENTITY", {}),
        (
            """BY DEFAULT AS IDENTITY (SEQUENCE NAME s."N n" START 5 INCREMENT -2
                 MINVALUE -9 MAXVALUE 9 CACHE 3 CYCLE)""",
            {
                "generated": "by default",
                "start": 5,
                "increment": -2,
                "minimum": -9,
                "maximum": 9,
                "cache": 3,
                "cycle": True,
                "sequence": "N n",
            },
        ),
    ],
)
def test_an_identity_is_read_with_its_sequence_which_is_none_of_its_own(
    sql: str, said: dict[str, Any], read: Read
) -> None:
    objects = read(f"CREATE TABLE s.t (a int GENERATED {sql})")
    (table,) = tables_in(objects)
    assert table.columns[0].identity == dataclasses.replace(IDENTITY, **said)
    assert not any(isinstance(each, Sequence | SequenceOwner) for each in objects)


def test_not_null_has_a_name_since_version_18(read: Read, *, since_18: bool) -> None:
    (table,) = tables_in(
        read("CREATE TABLE s.t (a int CONSTRAINT odd NOT NULL, b int PRIMARY KEY)")
    )
    assert [(each.not_null, each.not_null_constraint) for each in table.columns] == [
        (True, "odd" if since_18 else ""),
        (True, "t_b_not_null" if since_18 else ""),
    ]


def test_a_generated_column_may_be_virtual_since_version_18(
    read: Read, *, since_18: bool
) -> None:
    if not since_18:
        pytest.skip("needs PostgreSQL 18")
    (table,) = tables_in(
        read("CREATE TABLE s.t (a int GENERATED ALWAYS AS (1 + 1) VIRTUAL)")
    )
    assert table.columns[0].generated == "(1 + 1)"
    assert not table.columns[0].stored


def test_a_table_is_read_with_its_parameters_and_what_describes_it(read: Read) -> None:
    (table,) = tables_in(
        read(
            """CREATE UNLOGGED TABLE s.t (a text) WITH (
                 fillfactor = 70, toast.autovacuum_enabled = false);
               COMMENT ON TABLE s.t IS 'One.'"""
        )
    )
    assert table.unlogged
    assert table.storage_parameters == (
        ("fillfactor", "70"),
        ("toast.autovacuum_enabled", "false"),
    )
    assert table.description == "One."
    assert table.partitioning is None
