import dataclasses

import pytest

from compiler.model.aggregate import Aggregate, AggregateState
from compiler.model.catalog import DatabaseObject
from compiler.model.name import QualifiedName
from compiler.model.routine import Argument, ArgumentMode, Routine
from compiler.model.setting import Setting
from tests.introspect.reading import OWNER, read_objects
from tests.servers import LiveServer

pytestmark = pytest.mark.live

PLAIN = Routine(
    name=QualifiedName("s", "f"),
    arguments=(),
    returns="integer",
    language="sql",
    volatility="volatile",
    parallel="unsafe",
    strict=False,
    cost="",
    rows="",
    security_definer=False,
    settings=(),
    body="SELECT 1",
    is_atomic=False,
    depends_on=(),
    owner=OWNER,
    description="",
)
STATE = AggregateState(
    function="pg_catalog.int4pl",
    inverse_function="",
    type_sql="integer",
    size="",
    final_function="",
    final_extra=False,
    final_modify="",
    initial_value=None,
)
ORDERED = dataclasses.replace(
    STATE,
    function="pg_catalog.ordered_set_transition",
    type_sql="internal",
    final_function="pg_catalog.percentile_disc_final",
    final_extra=True,
)


def _argument(
    type_sql: str, *, name: str = "", mode: ArgumentMode = "in", default: str = ""
) -> Argument:
    return Argument(name=name, mode=mode, type_sql=type_sql, default=default)


INTEGER = _argument("integer")
SUM = Aggregate(
    name=QualifiedName("s", "f"),
    arguments=(INTEGER,),
    order_by=(),
    hypothetical=False,
    state=STATE,
    moving=None,
    combine_function="",
    sort_operator="",
    parallel="unsafe",
    owner=OWNER,
    description="",
)


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            """
            CREATE FUNCTION s.f(a int, OUT "B c" text, INOUT c numeric DEFAULT 1,
                                VARIADIC d char[] DEFAULT '{}') LANGUAGE plpgsql
              STRICT STABLE PARALLEL SAFE COST 7.5 SECURITY DEFINER
              SET work_mem = '1MB' SET search_path = "$user", 'A b' AS 'begin end';
            COMMENT ON FUNCTION s.f IS 'F.'; ALTER FUNCTION s.f OWNER TO a;
            """,
            dataclasses.replace(
                PLAIN,
                arguments=(
                    _argument("integer", name="a"),
                    _argument("text", name="B c", mode="out"),
                    _argument("numeric", name="c", mode="inout", default="1"),
                    _argument(
                        "character[]",
                        name="d",
                        mode="variadic",
                        default="'{}'::bpchar[]",
                    ),
                ),
                returns="record",
                language="plpgsql",
                volatility="stable",
                parallel="safe",
                strict=True,
                cost="7.5",
                security_definer=True,
                settings=(
                    Setting(parameter="work_mem", values=("1MB",)),
                    Setting(parameter="search_path", values=("$user", "A b")),
                ),
                body="begin end",
                owner="a",
                description="F.",
            ),
        ),
        (
            (
                'CREATE FUNCTION s.f() RETURNS TABLE (x int, "y Z" text) LANGUAGE sql'
                " ROWS 3 COST 100 AS $$SELECT 1, ''$$"
            ),
            dataclasses.replace(
                PLAIN,
                returns='TABLE(x integer, "y Z" text)',
                rows="3",
                body="SELECT 1, ''",
            ),
        ),
        (
            # What names the schema depends on it once more.
            (
                "CREATE FUNCTION s.f(regnamespace DEFAULT 's'::regnamespace)"
                " RETURNS int LANGUAGE sql RETURN 1"
            ),
            dataclasses.replace(
                PLAIN,
                arguments=(_argument("regnamespace", default="'s'::regnamespace"),),
                body="RETURN 1",
                is_atomic=True,
            ),
        ),
        (
            (
                "CREATE PROCEDURE s.f(a int, OUT b int) LANGUAGE sql"
                " BEGIN ATOMIC SELECT 1; SELECT a + 1; END"
            ),
            dataclasses.replace(
                PLAIN,
                arguments=(
                    _argument("integer", name="a"),
                    _argument("integer", name="b", mode="out"),
                ),
                returns="",
                body="BEGIN ATOMIC\n SELECT 1;\n SELECT (a + 1);\nEND",
                is_atomic=True,
            ),
        ),
        (
            (
                "CREATE AGGREGATE s.f(int) (SFUNC = int4pl, STYPE = int,"
                " INITCOND = '0', MSFUNC = int4pl, MINVFUNC = int4mi, MSTYPE = int,"
                " MSSPACE = 8, COMBINEFUNC = int4pl, PARALLEL = safe,"
                " SORTOP = OPERATOR(pg_catalog.<));"
                "COMMENT ON AGGREGATE s.f(int) IS 'F.'; ALTER ROUTINE s.f OWNER TO a"
            ),
            dataclasses.replace(
                SUM,
                state=dataclasses.replace(STATE, initial_value="0"),
                moving=dataclasses.replace(
                    STATE, inverse_function="pg_catalog.int4mi", size="8"
                ),
                combine_function="pg_catalog.int4pl",
                sort_operator="OPERATOR(pg_catalog.<)",
                parallel="safe",
                owner="a",
                description="F.",
            ),
        ),
        (
            (
                "CREATE AGGREGATE s.f(float8 ORDER BY anyelement)"
                " (SFUNC = ordered_set_transition, STYPE = internal,"
                " FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA)"
            ),
            dataclasses.replace(
                SUM,
                arguments=(_argument("double precision"),),
                order_by=(_argument("anyelement"),),
                state=ORDERED,
            ),
        ),
        (
            (
                "CREATE AGGREGATE s.f(float8 ORDER BY anyelement)"
                " (SFUNC = ordered_set_transition, STYPE = internal,"
                " FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA,"
                " FINALFUNC_MODIFY = shareable)"
            ),
            dataclasses.replace(
                SUM,
                arguments=(_argument("double precision"),),
                order_by=(_argument("anyelement"),),
                state=dataclasses.replace(ORDERED, final_modify="shareable"),
            ),
        ),
    ],
    ids=[
        "modes",
        "table",
        "return",
        "procedure",
        "aggregate",
        "ordered set",
        "ordered set that shares",
    ],
)
def test_a_routine_is_read_as_it_was_made(
    server: LiveServer, sql: str, expected: DatabaseObject
) -> None:
    assert read_objects(server, sql, type(expected)) == (expected,)


def test_a_routine_that_names_another_schema_does_not_stand_in_it(
    server: LiveServer,
) -> None:
    sql = (
        "CREATE FUNCTION other.f(regnamespace DEFAULT 's'::regnamespace) RETURNS int"
        " LANGUAGE sql RETURN 1"
    )
    assert read_objects(server, sql, Routine) == ()
    assert len(read_objects(server, sql, Routine, "other")) == 1


def test_what_comes_with_a_type_is_no_routine(server: LiveServer) -> None:
    sql = "CREATE TYPE s.r AS RANGE (SUBTYPE = int)"
    assert read_objects(server, sql, Routine) == ()
