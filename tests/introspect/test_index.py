import dataclasses
from typing import Any, Final

import pytest

from compiler.model.index import Index, IndexElement, OperatorClass
from compiler.model.name import QualifiedName
from tests.introspect.conftest import Read

pytestmark = pytest.mark.live

TABLE: Final = """
CREATE TABLE s.t (
  n int, a text COLLATE "C", v varchar(9), d int[], w tsvector, "Q ""u" int
);
"""
ELEMENT: Final = IndexElement(
    expression="n",
    is_column=True,
    collation="",
    operator_class=None,
    order="",
    nulls="",
)
INDEX: Final = Index(
    table=QualifiedName("s", "t"),
    name="i",
    access_method="btree",
    unique=False,
    nulls_distinct=True,
    only=False,
    elements=(ELEMENT,),
    include=(),
    storage_parameters=(),
    predicate="",
    valid=True,
    description="",
)


def indexes_in(objects: tuple[object, ...]) -> list[Index]:
    return [each for each in objects if isinstance(each, Index)]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("CREATE INDEX i ON s.t (n)", {}),
        (
            "CREATE UNIQUE INDEX i ON s.t (n) NULLS NOT DISTINCT",
            {"unique": True, "nulls_distinct": False},
        ),
        (
            """CREATE INDEX i ON s.t (n) INCLUDE ("Q ""u", a) WITH (fillfactor = 70)
               WHERE n > 0 AND a <> 'it''s';
               COMMENT ON INDEX s.i IS 'Why.'""",
            {
                "include": ('Q "u', "a"),
                "storage_parameters": (("fillfactor", "70"),),
                "predicate": "((n > 0) AND (a <> 'it''s'::text))",
                "description": "Why.",
            },
        ),
        ("CREATE INDEX i ON s.t USING hash (n)", {"access_method": "hash"}),
    ],
)
def test_an_index_is_read_with_all_that_it_says(
    sql: str, said: dict[str, Any], read: Read
) -> None:
    assert indexes_in(read(TABLE + sql)) == [dataclasses.replace(INDEX, **said)]


def named(sql: str, **parameters: str) -> OperatorClass:
    return OperatorClass(sql=sql, parameters=tuple(parameters.items()))


@pytest.mark.parametrize(
    ("element", "said"),
    [
        ("n ASC NULLS LAST", {}),
        ("n DESC NULLS FIRST", {"order": "desc"}),
        ("n DESC NULLS LAST", {"order": "desc", "nulls": "last"}),
        ("n NULLS FIRST", {"nulls": "first"}),
        ('"Q ""u"', {"expression": 'Q "u'}),
        ('a COLLATE "C"', {"expression": "a"}),
        ('v COLLATE "default"', {"expression": "v"}),
        (
            'a COLLATE "default"',
            {"expression": "a", "collation": 'pg_catalog."default"'},
        ),
        ("lower(v)", {"expression": "lower((v)::text)", "is_column": False}),
        (
            "lower(a)",
            {
                "expression": "lower(a)",
                "is_column": False,
                "collation": 'pg_catalog."C"',
            },
        ),
        (
            '(lower(a)) COLLATE "default"',
            {
                "expression": "lower(a)",
                "is_column": False,
                "collation": 'pg_catalog."default"',
            },
        ),
        (
            '(n + "Q ""u")',
            {"expression": '((n + "Q ""u"))', "is_column": False},
        ),
        ("v", {"expression": "v"}),
        ("v text_ops", {"expression": "v"}),
        (
            "v text_pattern_ops",
            {
                "expression": "v",
                "operator_class": named("pg_catalog.text_pattern_ops"),
            },
        ),
        # Each is the default of a type, but not of the column's.
        (
            "a bpchar_ops",
            {"expression": "a", "operator_class": named("pg_catalog.bpchar_ops")},
        ),
        ("n oid_ops", {"operator_class": named("pg_catalog.oid_ops")}),
    ],
)
def test_what_a_column_of_an_index_says_of_itself_is_read_where_it_is_not_usual(
    element: str, said: dict[str, Any], read: Read
) -> None:
    (index,) = indexes_in(read(f"{TABLE} CREATE INDEX i ON s.t ({element})"))
    assert index.elements == (dataclasses.replace(ELEMENT, **said),)


def test_operator_classes_of_other_types_are_told_from_the_usual_one(
    read: Read,
) -> None:
    found = indexes_in(
        read(
            TABLE
            + """CREATE INDEX i1 ON s.t USING gin (d);
                 CREATE INDEX i2 ON s.t USING gist (w tsvector_ops (siglen = 200));
                 CREATE INDEX i3 ON s.t USING gin (to_tsvector('simple', a));"""
        )
    )
    assert [index.elements[0].operator_class for index in found] == [
        None,
        named("pg_catalog.tsvector_ops", siglen="200"),
        None,
    ]
    assert [index.elements[0].collation for index in found] == ["", "", ""]


PARTITIONS: Final = """
CREATE TABLE s.t (n int) PARTITION BY RANGE (n);
CREATE TABLE s.t1 PARTITION OF s.t FOR VALUES FROM (1) TO (9) PARTITION BY RANGE (n);
CREATE TABLE s.t11 PARTITION OF s.t1 FOR VALUES FROM (1) TO (5);
"""


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("CREATE INDEX i ON s.t (n)", {}),
        ("CREATE INDEX i ON ONLY s.t (n)", {"only": True}),
        (
            """CREATE INDEX i ON ONLY s.t (n); CREATE INDEX j ON ONLY s.t1 (n);
               ALTER INDEX s.i ATTACH PARTITION s.j;""",
            {"only": True},
        ),
        (
            """CREATE INDEX i ON s.t (n);
               UPDATE pg_index SET indisvalid = false
                WHERE indexrelid IN ('s.i'::regclass, 's.t11_n_idx'::regclass)""",
            {"valid": False},
        ),
    ],
)
def test_an_index_that_partitions_lack_is_told_from_one_that_is_broken(
    sql: str, said: dict[str, Any], read: Read
) -> None:
    assert indexes_in(read(PARTITIONS + sql)) == [dataclasses.replace(INDEX, **said)]


def test_a_partition_has_indexes_of_its_own_and_those_of_others_are_left_out(
    read: Read,
) -> None:
    found = indexes_in(
        read(
            PARTITIONS
            + """CREATE INDEX i ON s.t (n); CREATE INDEX own ON s.t11 (n);
                 CREATE TABLE s.k (a int PRIMARY KEY, b int UNIQUE);
                 CREATE TABLE s.child () INHERITS (s.k);
                 CREATE INDEX of_child ON s.child (a);
                 CREATE MATERIALIZED VIEW s.m AS SELECT 1 AS a;
                 CREATE INDEX of_view ON s.m (a);"""
        )
    )
    assert [(index.table.name, index.name) for index in found] == [
        ("t", "i"),
        ("m", "of_view"),
        ("t11", "own"),
    ]
