import contextlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.syntax.expression import parse_expression
from compiler.syntax.grammar import parse_routine, parse_statement
from compiler.syntax.libpg_query import SqlError
from compiler.syntax.names_used import NameUse
from compiler.syntax.type_name import parse_type


@contextlib.contextmanager
def refusing_nothing() -> Iterator[None]:
    try:
        yield
    except SqlError as problem:
        pytest.fail(f"refused at {problem.offset}: {problem.message}")


def _parts(uses: tuple[NameUse, ...]) -> list[tuple[str, ...]]:
    return [use.parts for use in uses]


def test_an_error_is_placed_in_characters() -> None:
    with pytest.raises(SqlError) as caught:
        parse_statement("SELECT 'üü', x FROM FROM")
    assert caught.value.offset == 20
    assert caught.value.message == 'syntax error at or near "FROM"'


@pytest.mark.parametrize("sql", ["", ";", "-- a", "SELECT 1; SELECT 2", "SELECT\0 1"])
def test_a_statement_is_exactly_one(sql: str) -> None:
    with pytest.raises(SqlError):
        parse_statement(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT " + "+".join(["1"] * 50_000),
        "SELECT 1;",
        "CREATE POLICY p ON t FOR SELECT USING (a = b)",
    ],
)
def test_a_statement_may_be_long(sql: str) -> None:
    with refusing_nothing():
        parse_statement(sql)


def test_depth_is_an_error_and_no_crash() -> None:
    for sql in ("(" * 60_000 + "1" + ")" * 60_000, "not " * 50_000 + "true"):
        with pytest.raises(SqlError, match="deep"):
            parse_statement("SELECT " + sql)
        with pytest.raises(SqlError, match=r"deep|complex|long"):
            parse_expression(sql)
    with pytest.raises(SqlError, match="complex"):
        parse_expression("+".join(["1"] * 49_000))
    with pytest.raises(SqlError, match="deep"):
        parse_expression("+".join(["1"] * 1_900))
    with pytest.raises(SqlError, match="deep"):
        parse_expression("f(" * 60 + "1" + ")" * 60)
    parse_expression("a IN (" + ", ".join(["'x'"] * 9_000) + ")")


def test_the_names_of_an_expression_are_found_with_their_places() -> None:
    text = '\'ü\' < s.f(t."Ü", b::ext.vec) AND EXTRACT(year FROM c) > "Fn"(lower(d))'
    parsed = parse_expression(text)
    assert sorted(_parts(parsed.columns)) == [("b",), ("c",), ("d",), ("t", "Ü")]
    assert sorted(_parts(parsed.functions)) == [("Fn",), ("lower",), ("s", "f")]
    assert _parts(parsed.types) == [("ext", "vec")]
    for use in (*parsed.columns, *parsed.functions, *parsed.types):
        written = text[use.offset :].removeprefix('"')
        assert written.startswith(use.parts[0])
        assert not use.in_subquery


def test_syntax_is_no_function() -> None:
    parsed = parse_expression(
        "coalesce(a, current_user, trim(b), position('x' in c), overlay(d placing e "
        "from 1)) like f escape '!' and (a, b) overlaps (c, d) and g similar to h "
        "and i at time zone 'UTC' is null and xmlexists('x' passing j)"
    )
    assert parsed.functions == ()
    assert {use.parts[0] for use in parsed.columns} == set("abcdefghij")


def test_a_qualified_system_function_is_one() -> None:
    parsed = parse_expression('pg_catalog.lower(a) || U&"x"(b)')
    assert _parts(parsed.functions) == [("pg_catalog", "lower"), ("x",)]


def test_a_builtin_type_is_in_pg_catalog() -> None:
    parsed = parse_expression("a::numeric(10,2)[] || b::uuid")
    assert _parts(parsed.types) == [("pg_catalog", "numeric"), ("uuid",)]


def test_what_a_sub_select_names_is_told_apart() -> None:
    parsed = parse_expression(
        "a IN (SELECT b.x FROM s.b JOIN q ON true WHERE c = f(d)) OR e"
    )
    inside = {use.parts: use.in_subquery for use in parsed.columns}
    assert inside == {
        ("a",): False,
        ("b", "x"): True,
        ("c",): True,
        ("d",): True,
        ("e",): False,
    }
    assert _parts(parsed.relations) == [("s", "b"), ("q",)]
    assert parsed.functions[0].in_subquery


def test_a_common_table_expression_is_no_relation() -> None:
    parsed = parse_expression(
        "EXISTS (WITH q AS (SELECT 1 FROM q), r AS (SELECT 1 FROM q)"
        " SELECT 1 FROM r, q, s.q) OR EXISTS (SELECT 1 FROM r)"
    )
    assert _parts(parsed.relations) == [("q",), ("s", "q"), ("r",)]
    recursive = parse_expression(
        "EXISTS (WITH RECURSIVE q AS (SELECT 1 FROM q) SELECT 1 FROM q)"
    )
    assert recursive.relations == ()
    once = parse_expression("EXISTS (WITH q AS (SELECT a FROM b) SELECT 1 FROM q)")
    assert (_parts(once.columns), _parts(once.relations)) == ([("a",)], [("b",)])


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-- a",
        "/* a */",
        "1) FROM x; DROP TABLE y --",
        "1) FROM x --",
        "1) OR (1",
        "1); DROP TABLE x; SELECT (1",
        "1) NO INHERIT, ADD CHECK (1",
        "1; SELECT 2",
        "a, b",
        "a AS b",
        "a b",
        "*",
        "a -- b",
        "a -- b\r",
        "a /* b",
        "a)--",
        "SELECT 1",
        "VALUES (1)",
        "a FROM b",
        "a WHERE b",
        "a ORDER BY b",
        "a FOR UPDATE",
        "a INTO b",
        "a UNION SELECT b",
        "(SELECT 1 INTO x)",
        "(SELECT 1 FROM x FOR UPDATE)",
        "EXISTS (WITH q AS (DELETE FROM x RETURNING 1) SELECT 1)",
        "EXISTS (WITH q AS (INSERT INTO x VALUES (1) RETURNING 1) SELECT 1)",
        "(INSERT INTO x VALUES (1))",
        "DEFAULT",
        "$1",
        "CURRENT OF c",
        "'a",
        '"a',
        "$$a",
        "a\0b",
        "\ud800",
        "a = ",
        "a ==== ",
        "(" * 300 + "a" + ")" * 300,
        "a" * 100_001,
    ],
)
def test_what_is_not_one_expression_is_refused(text: str) -> None:
    with pytest.raises(SqlError) as caught:
        parse_expression(text)
    assert 0 <= caught.value.offset <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "a -- b)\n = c",
        "-- a\nb",
        "(SELECT 1)",
        "(a, b) = (1, 2)",
        "ROW(a, b)",
        "')'",
        "$$)--$$",
        '")"',
        "a /* ) */",
        "count(*) FILTER (WHERE a)",
        "CASE WHEN a THEN 1 ELSE 2 END",
        "data #>> '{a}'",
        "ARRAY[1, 2]",
        "EXISTS (SELECT * FROM x ORDER BY 1 LIMIT 1)",
    ],
)
def test_what_is_one_expression_passes(text: str) -> None:
    with refusing_nothing():
        parse_expression(text)


def test_a_semicolon_is_told_from_other_mistakes() -> None:
    with pytest.raises(SqlError, match="a semicolon does not belong here") as caught:
        parse_expression("a; b")
    assert caught.value.offset == 1


@given(st.text("a1()'\"$;,-/*\n =E\\", max_size=20))
def test_an_accepted_expression_stays_within_its_brackets(text: str) -> None:
    try:
        parse_expression(text)
    except SqlError:
        return
    # Were a bracket, quote or comment left open, what follows would not be read.
    parse_statement(f"SELECT ({text}), ({text})")
    with pytest.raises(SqlError):
        parse_statement(f"SELECT ({text}) FROM FROM")  # noqa: S608 - hostile on purpose


@pytest.mark.parametrize(
    ("text", "name", "modifiers", "dims", "sql"),
    [
        ("INTEGER", "int4", "", 0, "integer"),
        ("numeric ( 10 , 2 )", "numeric", "10,2", 0, "numeric(10,2)"),
        ("numeric(10,-2)", "numeric", "10,-2", 0, "numeric(10,-2)"),
        (
            "timestamp  with\ntime zone",
            "timestamptz",
            "",
            0,
            "timestamp with time zone",
        ),
        (
            "timestamp(3) with time zone[]",
            "timestamptz",
            "3",
            1,
            "timestamp(3) with time zone[]",
        ),
        ("double precision", "float8", "", 0, "double precision"),
        ("interval day to second(3)", "interval", "3", 0, "interval day to second(3)"),
        ("character varying(20)", "varchar", "20", 0, "character varying(20)"),
        ("bit varying(3)", "varbit", "3", 0, "bit varying(3)"),
        ("int[3][]", "int4", "", 2, "int[][]"),
        ("int ARRAY[4]", "int4", "", 1, "int[]"),
        ("boolean", "bool", "", 0, "boolean"),
    ],
)
def test_a_builtin_type_is_taken_apart(
    text: str, name: str, modifiers: str, dims: int, sql: str
) -> None:
    parsed = parse_type(text)
    assert (parsed.schema, parsed.name) == ("", name)
    assert (parsed.modifiers, parsed.array_dims) == (modifiers, dims)
    assert parsed.sql == sql
    assert parse_type(sql).name == name


@pytest.mark.parametrize(
    ("text", "parts", "modifiers", "dims", "sql"),
    [
        ("text[]", ("", "text"), "", 1, "text[]"),
        ("TEXT", ("", "text"), "", 0, "text"),
        ('"char"', ("", "char"), "", 0, '"char"'),
        (
            "extensions.vector(1536)",
            ("extensions", "vector"),
            "1536",
            0,
            "extensions.vector(1536)",
        ),
        (
            "geometry(Point, 4326)[]",
            ("", "geometry"),
            "Point,4326",
            1,
            "geometry(Point,4326)[]",
        ),
        ('"My S"."T"', ("My S", "T"), "", 0, '"My S"."T"'),
        ("pg_catalog.int4", ("pg_catalog", "int4"), "", 0, "pg_catalog.int4"),
    ],
)
def test_any_other_type_is_taken_apart(
    text: str, parts: tuple[str, str], modifiers: str, dims: int, sql: str
) -> None:
    parsed = parse_type(text)
    assert (parsed.schema, parsed.name) == parts
    assert (parsed.modifiers, parsed.array_dims) == (modifiers, dims)
    assert parsed.sql == sql
    assert parse_type(sql) == parsed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "int); DROP TABLE x --",
        "int) , (1",
        "int, int",
        "int AS x",
        "int -- x",
        "int /* x */",
        "setof int",
        "a.b.c",
        "a.b%TYPE",
        'text COLLATE "C"',
        "text NOT NULL",
        "int DEFAULT 1",
        "'int'",
        "1",
        "(int)",
        "int(",
        "timestamp with zone",
    ],
)
def test_what_is_no_type_is_refused(text: str) -> None:
    with pytest.raises(SqlError) as caught:
        parse_type(text)
    assert 0 <= caught.value.offset <= len(text)


def _create(head: str, language: str, body: str) -> str:
    return f"CREATE FUNCTION s.f({head} LANGUAGE {language} AS $body${body}$body$"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (") RETURNS trigger", "BEGIN NEW.x := now(); RETURN NEW; END"),
        (") RETURNS void", "DECLARE n int; BEGIN GET DIAGNOSTICS n = ROW_COUNT; END"),
        # Types in schemas that the parser does not know.
        ("a ext.vec, ext.vec[]) RETURNS ext.vec", "BEGIN a.b := 1; RETURN a; END"),
        (") RETURNS SETOF s.t", "BEGIN RETURN QUERY SELECT * FROM s.t; END"),
        (") RETURNS TABLE (a int, b s.e)", "BEGIN RETURN NEXT; END"),
        (") RETURNS int", "DECLARE a CONSTANT s.e := b.c; BEGIN RETURN 1; END"),
        (") RETURNS int", 'DECLARE a "S x"."E"; BEGIN RETURN 1; END'),
        (") RETURNS int", "DECLARE a s.t.c%TYPE; BEGIN RETURN 1; END"),
        # Variables with fields that only a catalog knows.
        (") RETURNS int", "DECLARE r s.t%ROWTYPE; BEGIN r.a := 1; RETURN 1; END"),
        (
            ") RETURNS void",
            "DECLARE r t%ROWTYPE; BEGIN FOR r IN SELECT 1 LOOP NULL; END LOOP; END",
        ),
        (
            ") RETURNS void",
            """<<a>> BEGIN DECLARE x s.e; BEGIN x := 'BEGIN'; END;
            DECLARE y s.t%ROWTYPE; BEGIN y.b := 1; END; END""",
        ),
    ],
)
def test_a_plpgsql_body_needs_no_catalog(head: str, body: str) -> None:
    with refusing_nothing():
        parse_routine(_create(head, "plpgsql", body), "plpgsql", body)


@pytest.mark.parametrize(
    ("body", "near"),
    [
        ("\nBEGIN\n  IF true THEN\n    RETURN 1;\nEND", "$body$"),
        ("\nBEGIN\n  PERFORM 1;\n  SELEKT 1;\n  RETURN 1;\nEND", "SELEKT 1"),
        ("\nBEGIN\n  -- ü\n  PERFORM 1 FROM FROM;\nEND", "FROM FROM"),
        ("\nDECLARE x s.e;\nBEGIN\n  y := 1;\nEND", "y := 1"),
        ("\nDECLARE x s.e\nBEGIN\n  RETURN 1;\nEND", "BEGIN"),
    ],
)
def test_a_broken_plpgsql_body_is_refused_where_it_breaks(body: str, near: str) -> None:
    sql = _create(") RETURNS int", "plpgsql", body)
    with pytest.raises(SqlError) as caught:
        parse_routine(sql, "plpgsql", body)
    assert sql[caught.value.offset :].startswith(near)


def test_an_sql_body_is_some_statements() -> None:
    body = "UPDATE x SET a = 1; SELECT 'ü';"
    parse_routine(_create(") RETURNS text", "sql", body), "sql", body)
    broken = body + " SELECT FROM FROM"
    sql = _create(") RETURNS text", "sql", broken)
    with pytest.raises(SqlError) as caught:
        parse_routine(sql, "sql", broken)
    assert sql[caught.value.offset :].startswith("FROM$body$")


def test_a_language_without_parser_is_refused() -> None:
    with pytest.raises(SqlError, match="no parser"):
        parse_routine(_create(") RETURNS int", "c", "x"), "c", "x")
