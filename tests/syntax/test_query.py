import pytest

from compiler.syntax.libpg_query import SqlError
from compiler.syntax.query import parse_query


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        ("SELECT a, t.b, f(c), d AS e FROM t", ("a", "b", "f", "e")),
        ("SELECT 1, 2 + 3", ("?column?", "?column?")),
        ("SELECT 'x'::text, now()::date", ("text", "now")),
        ("SELECT true, CASE WHEN a THEN 1 END FROM t", ("?column?", "case")),
        ("SELECT current_user, greatest(1, 2)", ("", "")),
        ("SELECT a FROM t UNION SELECT b FROM u", ("a",)),
        ("VALUES (1, 2), (3, 4)", ("column1", "column2")),
        ("SELECT a, t.* FROM t", None),
        ("SELECT (t).* FROM t", None),
        ("TABLE t", None),
    ],
)
def test_the_columns_go_by_the_names_that_postgresql_gives_them(
    sql: str, columns: tuple[str, ...] | None
) -> None:
    assert parse_query(sql).columns == columns


@pytest.mark.parametrize(
    ("sql", "offset"),
    [
        ("", 0),
        ("-- nothing", 0),
        ("SELECT 1; SELECT 2", 8),
        ("DROP TABLE t", 0),
        ("INSERT INTO t VALUES (1)", 0),
        ("SELECT a INTO b FROM t", 0),
        ("SELECT 'ü', $1", 12),
        ("WITH x AS (DELETE FROM t RETURNING a) SELECT a FROM x", 0),
        ("SELECT 1) AS (SELECT 2", 8),
        ("SELECT " + "(" * 300 + "1" + ")" * 300, 207),
        ("SELECT " + "1 + " * 5_000 + "1", 16_005),
    ],
)
def test_a_query_is_one_that_reads(sql: str, offset: int) -> None:
    with pytest.raises(SqlError) as caught:
        parse_query(sql)
    assert caught.value.offset == offset


def test_a_name_stands_for_one_relation_or_is_left_out() -> None:
    query = parse_query(
        "WITH made AS (SELECT * FROM s.a) "
        "SELECT b.x FROM made, b, c AS d, e AS f (g), (SELECT 1) AS h, "
        "LATERAL (SELECT * FROM i AS j) AS k, (SELECT * FROM l AS j) AS m"
    )
    assert query.sources.relations == {"a": ("s", "a"), "b": ("b",), "d": ("c",)}
    assert not query.sources.is_plain


@pytest.mark.parametrize(
    ("sql", "updatable"),
    [
        ("SELECT a, f(b) FROM t WHERE c", True),
        ("TABLE t", True),
        ("SELECT f(b) FROM t", False),
        ("SELECT a FROM t, u", False),
        ("SELECT a FROM (SELECT 1 AS a) AS t", False),
        ("SELECT a FROM t LIMIT 1", False),
        ("SELECT DISTINCT a FROM t", False),
        ("SELECT a, count(*) FROM t GROUP BY a", False),
        ("SELECT a, sum(b) OVER () FROM t", False),
        ("SELECT a, stddev(b) FROM t", False),
        ("SELECT a, unnest(b) FROM t", False),
        ("SELECT a, rank(b) FROM t", True),
        ("SELECT a FROM t UNION SELECT a FROM t", False),
        ("WITH x AS (SELECT 1) SELECT a FROM t", False),
    ],
)
def test_rows_are_written_through_a_select_from_one_relation(
    sql: str, *, updatable: bool
) -> None:
    assert parse_query(sql).is_updatable is updatable


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a", ("a",)),
        ("S.A", ("s", "a")),
        (' "S" . "a""b" ', ("S", 'a"b')),
        ("it''s", None),
        ("a.", None),
        ("", None),
    ],
)
def test_a_text_names_a_sequence_as_sql_does(
    text: str, parts: tuple[str, ...] | None
) -> None:
    sql = f"SELECT nextval('{text}')"
    if parts is None:
        with pytest.raises(SqlError, match="no name of a relation"):
            parse_query(sql)
        return
    ((use,), offset) = parse_query(sql).names.sequences, sql.index("'") + 1
    assert (use.parts, use.offset, use.in_text) == (parts, offset, True)


def test_a_text_that_is_cast_names_a_relation_unless_it_is_a_number() -> None:
    names = parse_query(
        "SELECT 'a'::regclass, '16384'::regclass, '-'::regclass, nextval(b)"
    ).names
    assert [use.parts for use in names.relations] == [("a",)]
    assert names.sequences == ()
