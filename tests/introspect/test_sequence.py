import dataclasses
from typing import Any, Final

import pytest

from compiler.model.name import QualifiedName
from compiler.model.sequence import Sequence, SequenceOwner
from tests.introspect.conftest import Read

pytestmark = pytest.mark.live

SEQUENCE: Final = Sequence(
    name=QualifiedName("s", "q"),
    data_type="bigint",
    start=1,
    increment=1,
    minimum=1,
    maximum=9223372036854775807,
    cache=1,
    cycle=False,
    unlogged=False,
    description="",
)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("CREATE SEQUENCE s.q", {}),
        (
            """CREATE UNLOGGED SEQUENCE s.q AS smallint START 3 INCREMENT -2
                 MINVALUE -9 MAXVALUE 9 CACHE 4 CYCLE;
               COMMENT ON SEQUENCE s.q IS 'One.'""",
            {
                "data_type": "smallint",
                "start": 3,
                "increment": -2,
                "minimum": -9,
                "maximum": 9,
                "cache": 4,
                "cycle": True,
                "unlogged": True,
                "description": "One.",
            },
        ),
    ],
)
def test_a_sequence_is_read_with_all_that_it_says(
    sql: str, said: dict[str, Any], read: Read
) -> None:
    found = [each for each in read(sql) if isinstance(each, Sequence)]
    assert found == [dataclasses.replace(SEQUENCE, **said)]


def test_a_sequence_may_be_owned_by_a_column(read: Read) -> None:
    objects = read("CREATE TABLE s.t (a int); CREATE SEQUENCE s.q OWNED BY s.t.a")
    assert SEQUENCE in objects
    assert [each for each in objects if isinstance(each, SequenceOwner)] == [
        SequenceOwner(
            sequence=QualifiedName("s", "q"), table=QualifiedName("s", "t"), column="a"
        )
    ]
