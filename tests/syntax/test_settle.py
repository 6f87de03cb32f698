"""Texts that a server writes otherwise once it has read them, and those it does not."""

import pytest

from compiler.syntax.settle import settle_expression


@pytest.mark.parametrize(
    ("written", "settled"),
    [
        (
            "((v)::text = ANY ((ARRAY['a'::bit, 'it''s], (x)'::bit])::text[]))",
            "((v)::text = ANY (ARRAY[('a'::bit)::text, ('it''s], (x)'::bit)::text]))",
        ),
        (
            "(a = ANY ((ARRAY[f(1, 2), g('x')])::s.\"T y\"[]))",
            '(a = ANY (ARRAY[(f(1, 2))::s."T y", (g(\'x\'))::s."T y"]))',
        ),
        (
            "((ARRAY[(ARRAY['a'::character varying])::text[]])::x[] = y)",
            "(ARRAY[(ARRAY[('a'::character varying)::text])::x] = y)",
        ),
        ("(a = '(ARRAY[1])::text[]'::text)", "(a = '(ARRAY[1])::text[]'::text)"),
        ("(c = ANY (ARRAY['a'::bpchar]))", "(c = ANY (ARRAY['a'::bpchar]))"),
        ("((ARRAY[1, 2])[1] = a)", "((ARRAY[1, 2])[1] = a)"),
        ("(ARRAY[1", "(ARRAY[1"),
        (
            "(((a >= 1) AND (a <= 9)) AND (b = ') AND ('::text))",
            "((a >= 1) AND (a <= 9) AND (b = ') AND ('::text))",
        ),
        ("(((a OR b) OR c) OR d)", "(a OR b OR c OR d)"),
        ("((a OR b) AND c)", "((a OR b) AND c)"),
        ("((a AND (b OR c)) AND d)", "(a AND (b OR c) AND d)"),
        ("(a AND (b AND c))", "(a AND (b AND c))"),
        (
            "CASE WHEN ((a AND b) AND c) THEN 1 END",
            "CASE WHEN (a AND b AND c) THEN 1 END",
        ),
        ("f((a AND b), c)", "f((a AND b), c)"),
        (
            "SELECT 1 FROM ( VALUES ('( VALUES (1)')) \"( VALUES \"",
            "SELECT 1 FROM (VALUES ('( VALUES (1)')) \"( VALUES \"",
        ),
    ],
)
def test_a_cast_of_an_array_settles_as_an_array_of_casts(
    written: str, settled: str
) -> None:
    assert settle_expression(written) == settled
    assert settle_expression(settled) == settled
