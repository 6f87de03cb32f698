import dataclasses
from typing import Any, Final

import pytest

from compiler.model.name import QualifiedName
from compiler.model.view import MaterializedView, View, ViewColumn
from tests.introspect.conftest import Read

pytestmark = pytest.mark.live

A: Final = ViewColumn(name="a", type_sql="integer", description="")
VIEW: Final = View(
    name=QualifiedName("s", "v"),
    columns=(A,),
    query="SELECT 1 AS a",
    recursive=False,
    security_invoker=False,
    security_barrier=False,
    check_option="",
    depends_on=(),
    description="",
)
STORED: Final = MaterializedView(
    name=QualifiedName("s", "v"),
    columns=(A,),
    query="SELECT 1 AS a",
    storage_parameters=(),
    with_data=True,
    depends_on=(),
    description="",
)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("CREATE VIEW s.v AS SELECT 1 AS a;", {}),
        (
            """CREATE VIEW s.v (a, "B ""b") AS SELECT 1, ' ;'::varchar(3);
               COMMENT ON VIEW s.v IS 'One.';
               COMMENT ON COLUMN s.v."B ""b" IS 'Two.'""",
            {
                "columns": (
                    A,
                    ViewColumn(
                        name='B "b',
                        type_sql="character varying(3)",
                        description="Two.",
                    ),
                ),
                "query": 'SELECT 1 AS a,\n    \' ;\'::character varying(3) AS "B ""b"',
                "description": "One.",
            },
        ),
        (
            """CREATE VIEW s.v WITH (security_barrier, security_invoker = on)
                 AS SELECT 1 AS a""",
            {"security_barrier": True, "security_invoker": True},
        ),
        (
            """CREATE VIEW s.v WITH (security_barrier = 0, security_invoker = NO)
                 AS SELECT 1 AS a""",
            {},
        ),
    ],
)
def test_a_view_is_read_with_all_that_it_says(
    sql: str, said: dict[str, Any], read: Read
) -> None:
    found = [each for each in read(sql) if isinstance(each, View)]
    assert found == [dataclasses.replace(VIEW, **said)]


@pytest.mark.parametrize(
    ("option", "read_as"),
    [
        ("WITH LOCAL CHECK OPTION", "local"),
        ("WITH CHECK OPTION", "cascaded"),
        ("", ""),
    ],
)
def test_what_new_rows_have_to_meet_is_read(
    option: str, read_as: str, read: Read
) -> None:
    objects = read(f"CREATE TABLE s.t (a int); CREATE VIEW s.v AS TABLE s.t {option}")
    assert [each.check_option for each in objects if isinstance(each, View)] == [
        read_as
    ]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("CREATE MATERIALIZED VIEW s.v AS SELECT 1 AS a", {}),
        (
            """CREATE MATERIALIZED VIEW s.v WITH (
                 fillfactor = 70, toast.autovacuum_enabled = false
               ) AS SELECT 'x'::text AS a WITH NO DATA;
               COMMENT ON MATERIALIZED VIEW s.v IS 'One.';
               COMMENT ON COLUMN s.v.a IS 'Two.'""",
            {
                "columns": (ViewColumn(name="a", type_sql="text", description="Two."),),
                "query": "SELECT 'x'::text AS a",
                "storage_parameters": (
                    ("fillfactor", "70"),
                    ("toast.autovacuum_enabled", "false"),
                ),
                "description": "One.",
            },
        ),
    ],
)
def test_a_materialized_view_is_read_filled_or_not(
    sql: str, said: dict[str, Any], read: Read
) -> None:
    found = [each for each in read(sql) if isinstance(each, MaterializedView)]
    assert found == [dataclasses.replace(STORED, **said)]
