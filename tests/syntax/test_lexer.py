"""Code is told from strings, names and comments, many words at a time."""

import pytest

from compiler.syntax.lexer import split_stretches


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("a, b + 1", []),
        (r"a = E'\'' AND b", [r"E'\''"]),
        (r"a,e'x\'y'", [r"e'x\'y'"]),
        ("CASE WHEN a THEN'x'END", ["'x'"]),
        ("a + b$c$d", []),
        ("a + $c$ b $c$ + d", ["$c$ b $c$"]),
        ("a - b -- c", ["-- c"]),
        ("a / b /* c /* d */ e */ f", ["/* c /* d */ e */"]),
        ('a . "b c" . d', ['"b c"']),
        ("é = 'x' AND ü$a$ = 'y'", ["'x'", "'y'"]),
        ("a b " * 100 + "'x'", ["'x'"]),
    ],
)
def test_what_is_no_code_is_found(sql: str, found: list[str]) -> None:
    stretches = split_stretches(sql, 0, len(sql))
    assert [sql[each.start : each.end] for each in stretches] == found
