"""Statements that SQL reads as the body of a routine."""

import pytest

from compiler.syntax.libpg_query import SqlError
from compiler.syntax.plpgsql import find_transaction_end
from compiler.syntax.statements import parse_statements


def test_names_are_found_in_statements_of_every_kind() -> None:
    found = parse_statements(
        "WITH w AS (SELECT 1) INSERT INTO a SELECT f(x)::kind FROM w, b;\n"
        "UPDATE c SET x = 1 FROM d; DELETE FROM é USING e;"
        "MERGE INTO m USING n ON true WHEN MATCHED THEN DELETE;"
    )
    relations = [use.parts[0] for use in found.relations]
    assert sorted(relations) == ["a", "b", "c", "d", "e", "m", "n", "é"]
    assert [use.parts for use in found.functions] == [("f",)]
    assert [use.parts for use in found.types] == [("kind",)]


@pytest.mark.parametrize(
    ("text", "message", "offset"),
    [
        ("SELECT 1; END; DROP TABLE t;", "ends before", 0),
        ("SELECT 1 FORM x;", 'near "x"', 14),
        ("SELECT $1;", "by its name", 7),
        ("SELECT 1; /* x", "unterminated", 10),
        ("SELECT 1 INTO t;", "INTO a table", 0),
        (";; SELECT ';'; /* ; */ call f(1); DO 'x';", "CALL cannot", 23),
        ("CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2);", "CREATE", 0),
        ("SELECT 1;" * 20_000, "too long", 100_000),
        ("SELECT " + "1 + " * 20_000 + "1;", "too deep", 0),
    ],
)
def test_what_is_no_body_is_refused(text: str, message: str, offset: int) -> None:
    with pytest.raises(SqlError, match=message) as caught:
        parse_statements(text)
    assert caught.value.offset == offset


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ("BEGIN\n  COMMIT;\nEND", "COMMIT"),
        ("BEGIN IF x THEN rollback and no chain ; END IF; END", "rollback"),
        ("DELETE FROM t; COMMIT", "COMMIT"),
        ("<<here>> commit;", "commit"),
    ],
)
def test_the_end_of_a_transaction_is_found(body: str, at: str) -> None:
    assert find_transaction_end(body) == body.index(at)


@pytest.mark.parametrize(
    "body",
    [
        "BEGIN -- COMMIT;\n NULL; END",
        "BEGIN RAISE NOTICE '; COMMIT;'; END",
        "CREATE TEMP TABLE t () ON COMMIT DROP;",
        'SELECT "commit"; SELECT commit FROM t;',
        "PERFORM commit_all();",
    ],
)
def test_what_only_looks_like_the_end_of_a_transaction_is_not(body: str) -> None:
    assert find_transaction_end(body) == -1
