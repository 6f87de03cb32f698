import dataclasses
from typing import Final

import pytest

from compiler.introspect.partition import build_partitioning, parse_bound
from compiler.model.name import QualifiedName
from compiler.model.partition import (
    Bound,
    DefaultBound,
    HashBound,
    ListBound,
    Partition,
    Partitioning,
    PartitionKeyElement,
    RangeBound,
)
from compiler.model.table import Table
from tests.introspect.conftest import Read


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("DEFAULT", DefaultBound()),
        (
            "FOR VALUES WITH (modulus 4, remainder 3)",
            HashBound(modulus=4, remainder=3),
        ),
        (
            "FOR VALUES IN ('b', NULL, 'a, (''b', '\"q', 5)",
            ListBound(values=("'\"q'", "'a, (''b'", "'b'", "5", "NULL")),
        ),
        (
            "FOR VALUES FROM ('x) TO (', '\\''', MINVALUE) TO ('2024', MAXVALUE, 1)",
            RangeBound(
                lower=("'x) TO ('", "'\\'''", "MINVALUE"),
                upper=("'2024'", "MAXVALUE", "1"),
            ),
        ),
    ],
)
def test_a_bound_is_taken_apart_whatever_its_constants_hold(
    text: str, bound: Bound
) -> None:
    assert parse_bound(text) == bound


def column(name: str) -> PartitionKeyElement:
    return PartitionKeyElement(expression=name, is_column=True)


def expression(text: str) -> PartitionKeyElement:
    return PartitionKeyElement(expression=text, is_column=False)


def test_a_key_tells_columns_from_expressions() -> None:
    fact = {
        "split": 'RANGE (a, "B ""c, (", b COLLATE "C", lower(x), ((a, \')\')))',
        "split_columns": ["a", 'B "c, (', "b", None, None],
    }
    assert build_partitioning(fact) == Partitioning(
        strategy="range",
        key=(
            column("a"),
            column('B "c, ('),
            # What a column does not say by itself makes it an expression.
            expression('b COLLATE "C"'),
            expression("lower(x)"),
            expression("((a, ')'))"),
        ),
        schedule=None,
    )
    assert build_partitioning({"split": None}) is None


TREE: Final = """
CREATE TABLE s.t (at timestamptz, w text) PARTITION BY RANGE (at, lower(w));
CREATE TABLE s.t1 PARTITION OF s.t FOR VALUES FROM ('2024-01-01', 'it''s')
  TO ('2024-02-01', MAXVALUE) PARTITION BY LIST (w);
CREATE TABLE s.t1_x PARTITION OF s.t1 FOR VALUES IN ('z', 'y', NULL);
CREATE TABLE s.t1_rest PARTITION OF s.t1 DEFAULT PARTITION BY HASH (at);
CREATE TABLE s.t1_rest_0 PARTITION OF s.t1_rest
  FOR VALUES WITH (MODULUS 2, REMAINDER 0);
COMMENT ON TABLE s.t1_x IS 'Late.';
ALTER TABLE s.t1_x ADD CHECK (w <> 'a');
CREATE TABLE s.parent (a int);
CREATE TABLE s.child () INHERITS (s.parent);
"""
PARTITION: Final = Partition(
    family=QualifiedName("s", "t"),
    parent=QualifiedName("s", "t1"),
    name=QualifiedName("s", "t1_x"),
    bound=ListBound(values=("'y'", "'z'", "NULL")),
    partitioning=None,
    description="Late.",
)


@pytest.mark.live
def test_partitions_of_each_kind_are_read_and_heirs_are_not(read: Read) -> None:
    objects = read(TREE)
    tables = {each.name.name: each for each in objects if isinstance(each, Table)}
    assert set(tables) == {"parent", "t"}
    assert tables["t"].partitioning == Partitioning(
        strategy="range", key=(column("at"), expression("lower(w)")), schedule=None
    )
    found = [each for each in objects if isinstance(each, Partition)]
    assert found == [
        dataclasses.replace(
            PARTITION,
            parent=QualifiedName("s", "t"),
            name=QualifiedName("s", "t1"),
            bound=RangeBound(
                lower=("'2024-01-01 00:00:00+00'", "'it''s'"),
                upper=("'2024-02-01 00:00:00+00'", "MAXVALUE"),
            ),
            partitioning=Partitioning(
                strategy="list", key=(column("w"),), schedule=None
            ),
            description="",
        ),
        dataclasses.replace(
            PARTITION,
            name=QualifiedName("s", "t1_rest"),
            bound=DefaultBound(),
            partitioning=Partitioning(
                strategy="hash", key=(column("at"),), schedule=None
            ),
            description="",
        ),
        dataclasses.replace(
            PARTITION,
            parent=QualifiedName("s", "t1_rest"),
            name=QualifiedName("s", "t1_rest_0"),
            bound=HashBound(modulus=2, remainder=0),
            description="",
        ),
        PARTITION,
    ]


@pytest.mark.live
def test_a_table_whose_key_names_its_schema_is_read_once(read: Read) -> None:
    key = "((a::bigint + ('s'::regnamespace)::oid::bigint))"
    objects = read(f"CREATE TABLE s.t (a int) PARTITION BY RANGE ({key})")
    (table,) = (each for each in objects if isinstance(each, Table))
    assert [each.name for each in table.columns] == ["a"]
