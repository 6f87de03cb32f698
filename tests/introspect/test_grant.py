import pytest

from compiler.model.catalog import DatabaseObject
from compiler.model.default_privileges import DefaultPrivileges, FutureObjects
from compiler.model.grant import RoutineGrant, SchemaGrant, SequenceGrant, TableGrant
from compiler.model.name import QualifiedName
from tests.introspect.reading import OWNER, read_objects
from tests.servers import LiveServer

pytestmark = pytest.mark.live

T = QualifiedName("s", "t")


def _on_table(
    role: str, *privileges: str, columns: tuple[str, ...] = (), grantable: bool = False
) -> TableGrant:
    return TableGrant(
        table=T,
        privileges=privileges,
        columns=columns,
        roles=(role,),
        grantable=grantable,
    )


def _later(
    role: str,
    objects: FutureObjects,
    *privileges: str,
    schema: str = "",
    revoke: bool = False,
    grantable: bool = False,
) -> DefaultPrivileges:
    return DefaultPrivileges(
        for_role=OWNER,
        schema=schema,
        objects=objects,
        revoke=revoke,
        privileges=privileges,
        roles=(role,),
        grantable=grantable,
    )


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            (
                "GRANT INSERT, SELECT ON s.t TO a, public;"
                "GRANT UPDATE ON s.t TO a WITH GRANT OPTION"
            ),
            (
                _on_table("a", "select", "insert"),
                _on_table("a", "update", grantable=True),
                _on_table("public", "select", "insert"),
            ),
        ),
        (
            "GRANT UPDATE (y, x), SELECT (x), INSERT (x, y) ON s.t TO a",
            (
                _on_table("a", "select", columns=("x",)),
                _on_table("a", "insert", "update", columns=("x", "y")),
            ),
        ),
        (
            # Given by two, it is one privilege, and the more that was given of it.
            (
                "GRANT SELECT ON s.t TO a WITH GRANT OPTION; SET LOCAL ROLE a;"
                "GRANT SELECT ON s.t TO b; SET LOCAL ROLE the_owner;"
                "GRANT SELECT ON s.t TO b WITH GRANT OPTION"
            ),
            (
                _on_table("a", "select", grantable=True),
                _on_table("b", "select", grantable=True),
            ),
        ),
        ("REVOKE ALL ON s.t FROM the_owner", ()),
    ],
    ids=["table", "columns", "two grantors", "owner"],
)
def test_a_privilege_on_a_table_is_read_for_each_role(
    server: LiveServer, sql: str, expected: tuple[TableGrant, ...]
) -> None:
    made = f"CREATE TABLE s.t (x int, y int); GRANT USAGE ON SCHEMA s TO a; {sql}"
    assert read_objects(server, made, TableGrant) == expected


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            "GRANT CREATE, USAGE ON SCHEMA s TO a",
            SchemaGrant(
                schema="s",
                privileges=("usage", "create"),
                roles=("a",),
                grantable=False,
            ),
        ),
        (
            "CREATE SEQUENCE s.q; GRANT USAGE ON SEQUENCE s.q TO a WITH GRANT OPTION",
            SequenceGrant(
                sequence=QualifiedName("s", "q"),
                privileges=("usage",),
                roles=("a",),
                grantable=True,
            ),
        ),
    ],
    ids=["schema", "sequence"],
)
def test_a_privilege_is_read_for_its_role(
    server: LiveServer, sql: str, expected: DatabaseObject
) -> None:
    assert read_objects(server, sql, type(expected)) == (expected,)


@pytest.mark.parametrize(
    ("sql", "holders"),
    [
        ("", [(("public",), False)]),
        ("REVOKE ALL ON FUNCTION s.f FROM public", []),
        (
            (
                "REVOKE ALL ON FUNCTION s.f FROM public, the_owner;"
                "GRANT EXECUTE ON FUNCTION s.f TO b WITH GRANT OPTION"
            ),
            [(("b",), True)],
        ),
    ],
    ids=["by itself", "nobody", "one"],
)
def test_who_may_execute_a_routine_is_read_with_it(
    server: LiveServer, sql: str, holders: list[tuple[tuple[str, ...], bool]]
) -> None:
    made = f"CREATE FUNCTION s.f(int, OUT text) LANGUAGE sql AS $$SELECT ''$$; {sql}"
    found = [
        (one.roles, one.grantable)
        for one in read_objects(server, made, RoutineGrant)
        if isinstance(one, RoutineGrant)
    ]
    assert found == holders


@pytest.mark.parametrize(
    ("schema", "sql", "expected"),
    [
        (
            "s",
            (
                "ALTER DEFAULT PRIVILEGES IN SCHEMA s"
                " GRANT INSERT, SELECT ON TABLES TO a;"
                "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO b"
            ),
            (_later("a", "tables", "select", "insert", schema="s"),),
        ),
        (
            "",
            (
                "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM public;"
                "ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO a;"
                "ALTER DEFAULT PRIVILEGES"
                " GRANT USAGE ON SEQUENCES TO b WITH GRANT OPTION;"
                "ALTER DEFAULT PRIVILEGES REVOKE INSERT ON TABLES FROM the_owner;"
                "ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT SELECT ON TABLES TO a"
            ),
            (
                _later("b", "sequences", "usage", grantable=True),
                _later("a", "functions", "execute"),
                _later("public", "functions", "execute", revoke=True),
                _later(OWNER, "tables", "insert", revoke=True),
            ),
        ),
    ],
    ids=["in a schema", "everywhere"],
)
def test_default_privileges_are_read_as_what_differs_from_the_usual(
    server: LiveServer,
    schema: str,
    sql: str,
    expected: tuple[DefaultPrivileges, ...],
) -> None:
    found = read_objects(server, sql, DefaultPrivileges, schema)
    assert set(found) == set(expected)
    assert len(found) == len(expected)
