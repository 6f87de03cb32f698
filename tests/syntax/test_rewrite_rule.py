import pytest

from compiler.syntax.libpg_query import SqlError
from compiler.syntax.rewrite_rule import parse_actions


def test_the_statements_are_counted_by_what_they_do() -> None:
    actions = parse_actions(
        "INSERT INTO a VALUES (new.b) RETURNING c; -- one\nNOTIFY d; DELETE FROM e"
    )
    assert actions.returning == 1
    assert actions.notifies
    assert [use.parts for use in actions.names.relations] == [("a",), ("e",)]


@pytest.mark.parametrize(
    ("sql", "offset"),
    [
        ("", 0),
        (" ; ;", 0),
        ("SELECT $1", 7),
        ("TRUNCATE a", 0),
        ("NOTHING", 0),
        ("SELECT 'ü', $1", 12),
        ("SELECT 1) WHERE (true", 10),
        ("SELECT 1); DROP TABLE a; SELECT (1", 0),
        ("SELECT 1 /*", 9),
    ],
)
def test_statements_stay_within_their_rule(sql: str, offset: int) -> None:
    with pytest.raises(SqlError) as caught:
        parse_actions(sql)
    assert caught.value.offset == offset


def test_a_comment_at_the_end_hides_nothing() -> None:
    assert parse_actions("SELECT 1 -- )").returning == 0
