"""Which constants of an expression have the type of what stands beside them."""

import pytest

from compiler.syntax.typed_constants import find_typed_constants


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("s = 'a'", [("s", "a")]),
        ("'a' <> t.s", [("t.s", "a")]),
        ("s IN ('a', NULL, 'b')", [("s", "a"), ("s", "b")]),
        ("n IN ('a', 1)", []),
        ("s BETWEEN 'a' AND upper('b')", [("s", "a")]),
        ("s IS NOT DISTINCT FROM 'a' OR nullif(s, 'b') > ''", [("s", "a"), ("s", "b")]),
        ("CASE s WHEN 'a' THEN 'x' ELSE 'y' END", [("s", "a")]),
        ("s LIKE 'a' OR s || 'b' = 'c' OR lower(s) = 'd'", []),
        ("s = ANY (ARRAY['a'])", []),
        ("EXISTS (SELECT FROM t WHERE s = 'a')", []),
        ("s IS NULL AND 1 = 1", []),
    ],
)
def test_a_constant_goes_with_the_column_it_is_compared_with(
    text: str, found: list[tuple[str, str]]
) -> None:
    constants = find_typed_constants(text)
    assert [(".".join(it.column), it.value) for it in constants] == found


@pytest.mark.parametrize(
    ("text", "cast"),
    [
        ("'a'::date", "date"),
        ("date 'a'", "date"),
        ("CAST('a' AS varchar(2)[])", 'pg_catalog."varchar"[]'),
        ("'a'::\"My\".kind", '"My".kind'),
    ],
)
def test_a_cast_names_its_type_without_a_length(text: str, cast: str) -> None:
    (constant,) = find_typed_constants(text)
    assert constant.cast == cast


def test_the_place_of_a_constant_counts_characters() -> None:
    text = "größe > 1 AND s = 'a'"
    (constant,) = find_typed_constants(text)
    assert text[constant.offset :] == "'a'"
