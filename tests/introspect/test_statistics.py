import dataclasses
from typing import Any, Final

import pytest

from compiler.model.name import QualifiedName
from compiler.model.statistics import Statistics, StatisticsElement
from tests.introspect.conftest import Read

pytestmark = pytest.mark.live

A: Final = StatisticsElement(expression="a", is_column=True)
B: Final = StatisticsElement(expression="b", is_column=True)
SUM: Final = StatisticsElement(expression="(a + b)", is_column=False)
STATISTICS: Final = Statistics(
    table=QualifiedName("s", "t"),
    name="st",
    kinds=(),
    elements=(A, B),
    target=None,
    description="",
)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("s.st ON b, a FROM s.t", {}),
        ("s.st (mcv, ndistinct, dependencies) ON a, b FROM s.t", {}),
        ("s.st (mcv, ndistinct) ON a, b FROM s.t", {"kinds": ("ndistinct", "mcv")}),
        ("s.st ON (a + b) FROM s.t", {"elements": (SUM,)}),
        ("s.st ON (a + b), a FROM s.t", {"elements": (A, SUM)}),
        (
            """s.st ON a, b FROM s.t; ALTER STATISTICS s.st SET STATISTICS 7;
               COMMENT ON STATISTICS s.st IS 'Why.'""",
            {"target": 7, "description": "Why."},
        ),
        (
            """s.st ON a, b FROM s.t; ALTER STATISTICS s.st SET STATISTICS 7;
               ALTER STATISTICS s.st SET STATISTICS -1""",
            {},
        ),
    ],
)
def test_statistics_are_read_with_all_that_they_say(
    sql: str, said: dict[str, Any], read: Read
) -> None:
    objects = read(f"CREATE TABLE s.t (b int, a int); CREATE STATISTICS {sql}")
    found = [each for each in objects if isinstance(each, Statistics)]
    assert found == [dataclasses.replace(STATISTICS, **said)]


def test_statistics_in_another_schema_than_their_table_are_left_out(read: Read) -> None:
    objects = read(
        """CREATE SCHEMA other; CREATE TABLE s.t (a int, b int);
           CREATE STATISTICS other.st ON a, b FROM s.t"""
    )
    assert not any(isinstance(each, Statistics) for each in objects)
