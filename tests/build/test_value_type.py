"""A value that is said not to fit its type is one that a server refuses."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final

import psycopg
import pytest

from compiler.build.value_type import can_equal, converts, fits_type
from compiler.syntax.constant import Constant
from compiler.syntax.quote import quote_literal
from compiler.syntax.type_name import ParsedType, parse_type
from tests.servers import LiveServer

TYPES: Final = (
    *("smallint", "integer", "bigint", "numeric", "numeric(4,2)", "numeric(3)", "real"),
    *("double precision", "text", "name", "varchar", "varchar(3)", "char(2)", '"char"'),
    *("boolean", "uuid", "json", "jsonb", "bytea", "inet", "xml", "tsvector"),
    *("date", "time", "timetz", "timestamp", "timestamptz", "interval"),
    *("integer[]", "text[]", "money", "oid", "bit(3)", "point", "int4range"),
    *("timestamp(3)", "cidr", "macaddr", "macaddr8", "varbit(3)", "bpchar"),
    *("numeric(2,4)", "date[]", "varchar(3)[]", "boolean[]", "daterange"),
    *("int4multirange", "char", "bit"),
)
VALUES: Final[tuple[Constant, ...]] = (
    *map(Decimal, ("0", "1", "-1", "1.5", "12.345", "99.995", "40000", "3000000000")),
    *(True, False, None),
    *("", " ", "a", "abcd", "abc  ", "1", " 12 ", "1.5", "1e3", "NaN", "infinity"),
    *("-infinity", "+5", "yes", "of", "t", "now", "today", "now()", "yesterday "),
    *("2026-01-01", "2026-01-01 10:00+02", "10:00", "1 day", "{}", "[]", '{"a": 1}'),
    *("{1,2}", "{a}", "NULL", "null", "0x1F", "1_000", "'", "NaN1", "[NaN]"),
    *("6ecd8c99-4036-403d-bf84-cf8400f67836", "{6ecd8c994036403dbf84cf8400f67836}"),
    *("6ecd8c99-4036", "101", "(1,2)", "127.0.0.1", "allballs"),
    *("2026-02-29", "2024-02-29", "2026-2-9", "20260230", "0000-01-01", "2026-13-01"),
    *("2026-01-01 24:00", "2026-01-01 25:00", "2026-01-01T10:00:60.5", "24:00:00.0"),
    *("24:01", "10:60", "23:59:60", "44 BC", "January 8, 1999", "J2451187"),
    *("infinity ago", "10:00 2026-01-01", "today allballs", "epoch", "040506"),
    *("04:05 PM", "2026-02-30 BC", "1 fortnight", "1 qtr", "2 weeks ago"),
    *("5 milliseconds", "P1Y2M", "7 on", ".", "1-2", "1.2.3.256", "1.2.3", "010.0.0.1"),
    *("1.2.3.4/33", "1.2.3.0/24", "1.2.3.4/24", "::1"),
    *("10/8", "0x1f", "08:00:2b:01:02:03", "08002b010203", "x-y", "08:00:2b:01:02:03x"),
    *("1e400", "1e39", "4e 3", "99.99", "99.995"),
    *("12345678901234567890123456789012345.5", "b101", "x5", "x", "1011", "\\x0"),
    *("\\x0a", "\\x 0a", "\\xzz", "\\000"),
    "[" * 2000,
    *("{1,,2}", "{ 1 , NULL }", "{a b}", "{2026-02-30}", "{2026-01-01}", "{abcd}"),
    *("{abc }", "{1", "[1:2]={1,2}", "{{1,2},{3,4}}", "{(1,2)}", "{t,of}", '{"1"}'),
    *("{}x", "{1}  ", "[1,5)", "[1,5", "empty", " EMPTY ", "(,)", "{[1,5)}"),
    *("[2026-01-01,)", "[1 5)"),
    *("1" * 5000, '"\\u0000"', "{6ecd8c99-4036-403d-bf84-cf8400f67836", "äöü", "äöüß"),
)
ROUNDED: Final = ("smallint", "integer", "bigint", "numeric(3)", "oid", "money")
"""Types whose fractions a server rounds off, which is nobody's wish in a constant."""

Connection = psycopg.Connection[Any]


@pytest.fixture(scope="module")
def conn(session_server: LiveServer) -> Iterator[Connection]:
    with psycopg.connect(session_server.dsn(), autocommit=True) as connection:
        yield connection


def sql_of(value: Constant) -> str:
    if isinstance(value, str):
        return quote_literal(value)
    return "NULL" if value is None else str(value)


def takes(conn: Connection, *statements: str) -> bool:
    try:
        with conn.transaction(force_rollback=True):
            for statement in statements:
                conn.execute(statement.encode())
    except psycopg.Error:
        return False
    return True


CREATE: Final = "CREATE TEMP TABLE t (a {kind})"
INSERT: Final = (CREATE, "INSERT INTO t VALUES ({value})")
COMPARE: Final = (CREATE, "SELECT 1 FROM t WHERE a = {value}")
DEFAULT: Final = ("CREATE TEMP TABLE t (a {kind} DEFAULT {value})",)


def takes_value(
    conn: Connection, statements: tuple[str, ...], kind: str, value: Constant
) -> bool:
    sql = sql_of(value)
    return takes(conn, *(each.format(kind=kind, value=sql) for each in statements))


def is_rounded(kind: str, value: Constant) -> bool:
    return kind in ROUNDED and isinstance(value, Decimal) and value % 1 != 0


@pytest.mark.live
@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(
    ("judge", "statements"),
    [(fits_type, INSERT), (can_equal, COMPARE), (converts, DEFAULT)],
    ids=["a value", "compared", "a default"],
)
def test_what_cannot_be_is_refused(
    conn: Connection,
    judge: Callable[[Constant, ParsedType], bool],
    statements: tuple[str, ...],
    kind: str,
) -> None:
    parsed = parse_type(kind)
    refused = [value for value in VALUES if not judge(value, parsed)]
    wrong = [value for value in refused if takes_value(conn, statements, kind, value)]
    if judge is fits_type:
        wrong = [value for value in wrong if not is_rounded(kind, value)]
    assert wrong == []


SURE: Final = tuple(kind for kind in TYPES if kind not in {"money", "oid"})


@pytest.mark.live
@pytest.mark.parametrize("kind", SURE)
def test_numbers_and_truths_that_fit_are_taken(conn: Connection, kind: str) -> None:
    parsed = parse_type(kind)
    refused = [
        value
        for value in VALUES
        if not isinstance(value, str)
        and fits_type(value, parsed)
        and not takes_value(conn, INSERT, kind, value)
    ]
    assert refused == []
