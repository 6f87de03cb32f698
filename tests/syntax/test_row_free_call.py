import pytest

from compiler.syntax.row_free_call import find_row_free_calls


@pytest.mark.parametrize(
    ("expression", "calls"),
    [
        ("id > 0 AND is_open()", [("is_open",)]),
        ("id = length(shop.note('a'))", [("length",), ("shop", "note")]),
        ("f(current_user) OR NOT g(1, 'b'::text)", [("f",), ("g",)]),
        ("f(id) AND upper(lower(note)) = 'A'", []),
        ("f(id + g())", [("g",)]),
        ("(SELECT f()) AND id IN (SELECT g())", []),
        ("f((SELECT x FROM t))", []),
        ('"Odd"."F"()', [("Odd", "F")]),
        ("true", []),
    ],
)
def test_calls_that_read_no_column_are_found(
    expression: str, calls: list[tuple[str, ...]]
) -> None:
    assert list(find_row_free_calls(expression)) == calls
