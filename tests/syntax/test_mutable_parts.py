"""What of an expression is judged, and which expressions are not."""

import pytest

from compiler.syntax.mutable_parts import Operand, find_mutable_parts


@pytest.mark.parametrize(
    "text",
    [
        "a = 1 AND false AND now() > c",
        "(a = 1 AND (b AND 1 = 2)) OR now() > c",
        "CASE WHEN false THEN now() END",
        "CASE 1 WHEN 2 THEN now() END",
        "coalesce('2026-01-01', now())",
        "coalesce(c, lower('A'), now())",
        "date_trunc(NULL, now())",
        "ROW(1, now()) IS NULL",
        "(ROW(1, now())).f1",
        "now() = nullif(1, 1)",
        "now() > upper('a')",
    ],
)
def test_nothing_is_said_where_a_part_may_be_left_out(text: str) -> None:
    assert find_mutable_parts(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "a = 1 AND now() > c",
        "CASE WHEN a = 1 THEN now() ELSE c END",
        "CASE a WHEN 1 THEN now() END",
        "coalesce(c, now())",
        "now() IS NULL",
        "(now() > c) = true",
        "now() > current_date",
    ],
)
def test_a_call_that_stays_is_found(text: str) -> None:
    calls = [part.offset for part in find_mutable_parts(text) if part.kind == "call"]
    assert calls == [text.index("now")]


def test_a_part_says_what_it_is_made_of() -> None:
    text = "ä = 'ü' AND t.c::date > CAST(d AS timestamp with time zone)"
    parts = {part.offset: part for part in find_mutable_parts(text)}
    cast = parts[text.index("t.c")]
    assert (cast.kind, cast.name) == ("cast", ("date",))
    assert cast.operands == (Operand(column="c"),)
    other = parts[text.index("d AS")]
    assert other.name == ("pg_catalog", "timestamptz")
    operators = [part for part in parts.values() if part.kind == "operator"]
    assert operators[-1].operands == (
        Operand(type_name=("date",)),
        Operand(type_name=("pg_catalog", "timestamptz")),
    )


def test_a_word_is_its_own_name() -> None:
    (part,) = find_mutable_parts("current_timestamp(3)")
    assert (part.kind, part.name) == ("keyword", ("current_timestamp",))
