import dataclasses
from typing import Any, Final

import pytest

from compiler.model.constraint import (
    Check,
    Exclusion,
    ExclusionElement,
    ForeignKey,
    Key,
)
from compiler.model.index import IndexElement
from compiler.model.name import QualifiedName
from compiler.model.table import Table
from tests.introspect.conftest import Read

pytestmark = pytest.mark.live

TABLE: Final = 'CREATE TABLE s.t (a int, b int, "C ""c" text, r int4range);'
KEY: Final = Key(
    name="k",
    columns=("a",),
    include=(),
    primary=False,
    nulls_distinct=True,
    without_overlaps=False,
    deferral="",
    storage_parameters=(),
    description="",
)
CHECK: Final = Check(
    name="k",
    expression="(a > 0)",
    no_inherit=False,
    validated=True,
    enforced=True,
    description="",
)
ELEMENT: Final = IndexElement(
    expression="r",
    is_column=True,
    collation="",
    operator_class=None,
    order="",
    nulls="",
)


def table_t(objects: tuple[object, ...]) -> Table:
    (table,) = (
        each for each in objects if isinstance(each, Table) and each.name.name == "t"
    )
    return table


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("PRIMARY KEY (a)", {"primary": True}),
        ('UNIQUE (b, "C ""c", a)', {"columns": ("b", 'C "c', "a")}),
        ("UNIQUE NULLS NOT DISTINCT (a)", {"nulls_distinct": False}),
        (
            "UNIQUE (a) INCLUDE (r, b) WITH (fillfactor = 70) DEFERRABLE",
            {
                "include": ("r", "b"),
                "storage_parameters": (("fillfactor", "70"),),
                "deferral": "deferrable",
            },
        ),
        (
            "UNIQUE (a) INITIALLY DEFERRED; COMMENT ON CONSTRAINT k ON s.t IS 'Why.'",
            {"deferral": "initially deferred", "description": "Why."},
        ),
    ],
)
def test_a_key_is_read_with_all_that_it_says(
    sql: str, said: dict[str, Any], read: Read
) -> None:
    table = table_t(read(f"{TABLE} ALTER TABLE s.t ADD CONSTRAINT k {sql}"))
    assert table.keys == (dataclasses.replace(KEY, **said),)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("CHECK (a > 0)", {}),
        ("CHECK (a > 0) NO INHERIT", {"no_inherit": True}),
        ("CHECK (a > 0) NOT VALID", {"validated": False}),
        (
            """CHECK (a > 0) NOT VALID; ALTER TABLE s.t VALIDATE CONSTRAINT k;
               COMMENT ON CONSTRAINT k ON s.t IS 'Why.'""",
            {"description": "Why."},
        ),
    ],
)
def test_a_check_is_read_with_all_that_it_says(
    sql: str, said: dict[str, Any], read: Read
) -> None:
    table = table_t(read(f"{TABLE} ALTER TABLE s.t ADD CONSTRAINT k {sql}"))
    assert table.checks == (dataclasses.replace(CHECK, **said),)


def test_an_exclusion_is_read_with_its_operators(read: Read) -> None:
    table = table_t(
        read(
            TABLE
            + """CREATE FUNCTION s.same(int4range, int4range) RETURNS bool
                   LANGUAGE sql IMMUTABLE RETURN $1 = $2;
                 CREATE OPERATOR s.=== (
                   LEFTARG = int4range, RIGHTARG = int4range, FUNCTION = s.same,
                   COMMUTATOR = OPERATOR(s.===));
                 ALTER OPERATOR FAMILY range_ops USING gist
                   ADD OPERATOR 30 s.=== (int4range, int4range);
                 ALTER TABLE s.t ADD CONSTRAINT k EXCLUDE USING gist (
                   r WITH &&, int4range(a, b) WITH OPERATOR(s.===)
                 ) INCLUDE (b) WITH (fillfactor = 70) WHERE (a > 0) DEFERRABLE;"""
        )
    )
    assert table.exclusions == (
        Exclusion(
            name="k",
            access_method="gist",
            elements=(
                ExclusionElement(element=ELEMENT, operator="OPERATOR(pg_catalog.&&)"),
                ExclusionElement(
                    element=dataclasses.replace(
                        ELEMENT, expression="int4range(a, b)", is_column=False
                    ),
                    operator="OPERATOR(s.===)",
                ),
            ),
            include=("b",),
            storage_parameters=(("fillfactor", "70"),),
            predicate="(a > 0)",
            deferral="deferrable",
            description="",
        ),
    )


OTHERS: Final = """
CREATE TABLE s.o (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE s.p (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE s.p1 PARTITION OF s.p FOR VALUES IN (1);
"""
FOREIGN_KEY: Final = ForeignKey(
    table=QualifiedName("s", "t"),
    name="k",
    columns=("b", "a"),
    referenced_table=QualifiedName("s", "o"),
    referenced_columns=("b", "a"),
    period=False,
    match="simple",
    on_update="no action",
    on_delete="no action",
    action_columns=(),
    deferral="",
    validated=True,
    enforced=True,
    description="",
)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("(b, a) REFERENCES s.o (b, a)", {}),
        ("(b, a) REFERENCES s.o", {"referenced_columns": ("a", "b")}),
        (
            """(b, a) REFERENCES s.o (b, a) MATCH FULL ON UPDATE CASCADE
               ON DELETE RESTRICT INITIALLY DEFERRED NOT VALID""",
            {
                "match": "full",
                "on_update": "cascade",
                "on_delete": "restrict",
                "deferral": "initially deferred",
                "validated": False,
            },
        ),
        # Which columns are set is a set.
        (
            "(b, a) REFERENCES s.o (b, a) ON DELETE SET NULL (b, a)",
            {"on_delete": "set null", "action_columns": ("a", "b")},
        ),
        (
            """(b, a) REFERENCES s.o (b, a) ON UPDATE SET DEFAULT;
               COMMENT ON CONSTRAINT k ON s.t IS 'Why.'""",
            {"on_update": "set default", "description": "Why."},
        ),
        # PostgreSQL refers to each partition of the other table by itself.
        (
            "(a) REFERENCES s.p",
            {
                "columns": ("a",),
                "referenced_table": QualifiedName("s", "p"),
                "referenced_columns": ("a",),
            },
        ),
    ],
)
def test_a_foreign_key_is_read_with_all_that_it_says(
    sql: str, said: dict[str, Any], read: Read
) -> None:
    objects = read(
        f"{TABLE}{OTHERS} ALTER TABLE s.t ADD CONSTRAINT k FOREIGN KEY {sql}"
    )
    found = [each for each in objects if isinstance(each, ForeignKey)]
    assert found == [dataclasses.replace(FOREIGN_KEY, **said)]


def test_a_partition_has_foreign_keys_of_its_own_beside_those_of_its_table(
    read: Read,
) -> None:
    objects = read(
        """CREATE TABLE s.o (a int PRIMARY KEY); CREATE TABLE s.o2 (a int PRIMARY KEY);
           CREATE TABLE s.t (a int CONSTRAINT k REFERENCES s.o) PARTITION BY LIST (a);
           CREATE TABLE s.t1 PARTITION OF s.t FOR VALUES IN (1);
           ALTER TABLE s.t1 ADD CONSTRAINT own FOREIGN KEY (a) REFERENCES s.o2"""
    )
    found = [each for each in objects if isinstance(each, ForeignKey)]
    assert [(each.table.name, each.name) for each in found] == [
        ("t", "k"),
        ("t1", "own"),
    ]


def test_what_constraints_say_since_version_18_is_read(
    read: Read, *, since_18: bool
) -> None:
    if not since_18:
        pytest.skip("needs PostgreSQL 18")
    objects = read(
        """CREATE TABLE s.o (
             i int4range, r int4range, PRIMARY KEY (i, r WITHOUT OVERLAPS));
           CREATE TABLE s.t (
             a int, i int4range, r int4range,
             CONSTRAINT k UNIQUE (i, r WITHOUT OVERLAPS),
             CONSTRAINT c CHECK (a > 0) NOT ENFORCED,
             CONSTRAINT f FOREIGN KEY (i, PERIOD r) REFERENCES s.o (i, PERIOD r)
               NOT ENFORCED)"""
    )
    table = table_t(objects)
    assert table.keys == (
        dataclasses.replace(KEY, columns=("i", "r"), without_overlaps=True),
    )
    assert table.checks == (dataclasses.replace(CHECK, name="c", enforced=False),)
    assert [each for each in objects if isinstance(each, ForeignKey)] == [
        dataclasses.replace(
            FOREIGN_KEY,
            name="f",
            columns=("i", "r"),
            referenced_columns=("i", "r"),
            period=True,
            enforced=False,
        )
    ]
