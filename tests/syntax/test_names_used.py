"""What is noted of an expression besides names: sub-selects, and forms of calls."""

import pytest

from compiler.syntax.expression import parse_expression


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("(SELECT 1)", "("),
        ("a IN (SELECT (SELECT max(b)))", "IN"),
        ("a = ANY (SELECT 1)", "="),
        ("'ä' = a OR EXISTS (SELECT 1)", "EXISTS"),
        ("ARRAY(SELECT 1)", "ARRAY"),
    ],
)
def test_a_sub_select_is_noted_once(text: str, at: str) -> None:
    (query,) = parse_expression(text).queries
    assert text[query.offset :].startswith(at)


@pytest.mark.parametrize(
    "call",
    [
        "count(*)",
        "f(DISTINCT a)",
        "f(a ORDER BY a)",
        "f(a) FILTER (WHERE true)",
        "f() WITHIN GROUP (ORDER BY a)",
        "f() OVER ()",
        "f() OVER w",
        "GROUPING(a)",
        "JSON_ARRAYAGG(a)",
        "JSON_OBJECTAGG(a : b)",
    ],
)
def test_a_call_shows_by_its_form_that_it_is_one_of_an_aggregate(call: str) -> None:
    (use,) = parse_expression(f"a = {call}").aggregates
    assert (use.offset, use.in_subquery) == (4, False)
    assert parse_expression(f"a = (SELECT {call})").aggregates == ()


def test_a_plain_call_shows_nothing() -> None:
    parsed = parse_expression("max(a) > lower('b')")
    assert parsed.aggregates == ()
    assert parsed.queries == ()
