import pytest

from compiler.model.replica_identity import ReplicaIdentity
from tests.introspect.conftest import Read

pytestmark = pytest.mark.live


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("", []),
        ("ALTER TABLE s.t REPLICA IDENTITY DEFAULT", []),
        ("ALTER TABLE s.t REPLICA IDENTITY FULL", [("t", "full", "")]),
        ("ALTER TABLE s.t REPLICA IDENTITY NOTHING", [("t", "nothing", "")]),
        ("ALTER TABLE s.t REPLICA IDENTITY USING INDEX i", [("t", "index", "i")]),
        ("ALTER TABLE s.p1 REPLICA IDENTITY FULL", [("p1", "full", "")]),
        (
            """CREATE TABLE s.child () INHERITS (s.t);
               ALTER TABLE s.child REPLICA IDENTITY FULL""",
            [],
        ),
    ],
)
def test_a_replica_identity_is_read_where_it_is_not_the_primary_key(
    sql: str, found: list[tuple[str, str, str]], read: Read
) -> None:
    objects = read(
        f"""CREATE TABLE s.t (a int NOT NULL); CREATE UNIQUE INDEX i ON s.t (a);
            CREATE TABLE s.p (a int) PARTITION BY LIST (a);
            CREATE TABLE s.p1 PARTITION OF s.p FOR VALUES IN (1); {sql}"""
    )
    assert [
        (each.table.name, each.kind, each.index)
        for each in objects
        if isinstance(each, ReplicaIdentity)
    ] == found
