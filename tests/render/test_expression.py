import pytest

from compiler.render.expression import arrange_default, arrange_expression
from compiler.syntax.libpg_query import count_statements


def test_one_line_stays_one_line() -> None:
    assert arrange_expression(" a = 1 ", 2) == "(a = 1)"


def test_lines_are_indented_where_no_string_spans_them() -> None:
    assert arrange_expression("a = 'x'\n\n  AND b\n", 2) == (
        "(\n    a = 'x'\n\n      AND b\n  )"
    )


@pytest.mark.parametrize(
    "expression",
    [
        "a = 'x\ny'",
        '"x\ny" = 1',
        "a = $$x\ny$$",
        "a = E'\\'\n' OR b",
        "a = 1 /* ' */ AND b = '\n'",
        "a = 1 -- '\nAND b = '\n'",
    ],
)
def test_a_string_that_spans_lines_does_not_change(expression: str) -> None:
    assert arrange_expression(expression, 2) == f"(\n{expression}\n  )"
    assert count_statements(f"SELECT {arrange_expression(expression, 2)}") == 1


def test_a_comment_does_not_swallow_the_parenthesis() -> None:
    arranged = arrange_expression("a = 1 -- ours", 0)
    assert arranged == "(\n  a = 1 -- ours\n)"
    assert count_statements(f"SELECT {arranged}, 2") == 1


def test_a_quote_in_a_comment_hides_no_string() -> None:
    expression = "a -- it's\nOR b = 'x\ny'"
    assert arrange_expression(expression, 2) == f"(\n{expression}\n  )"


@pytest.mark.parametrize(
    "default",
    [
        "0",
        "-1.5",
        "true",
        "NULL",
        "now()",
        "gen_random_uuid()",
        "'pending'",
        "'{}'::jsonb",
        "hr_tenant.next_id()",
        "'x'::hr_tenant.kind",
        '"Tenantry_sentinel_tenant".next_id()',
        "'x'::\"Tenantry_sentinel_tenant\".kind",
    ],
)
def test_a_single_term_is_a_default_without_parentheses(default: str) -> None:
    assert arrange_default(default, 2) == default
    assert count_statements(f"CREATE TABLE t (a text DEFAULT {default} NOT NULL)") == 1


@pytest.mark.parametrize(
    "default", ["a AND b", "now() + '1 day'", "x IN (1)", "ARRAY[]::text[]", "'a''b'"]
)
def test_every_other_default_stands_in_parentheses(default: str) -> None:
    assert arrange_default(default, 2) == f"({default})"
    assert (
        count_statements(f"CREATE TABLE t (a text DEFAULT ({default}) NOT NULL)") == 1
    )
