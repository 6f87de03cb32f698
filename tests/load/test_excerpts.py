from compiler.diagnostics import Position, error
from compiler.load.excerpts import LONGEST_EXCERPT, add_excerpts


def excerpt(line: str, at: int = 1) -> str:
    finding = error("rule", Position("t.yaml", at, 1), "message", "help")
    (found,) = add_excerpts([finding], {"t.yaml": (line,)})
    return found.excerpt


def test_a_finding_gets_its_line() -> None:
    assert excerpt("  table: t  ") == "  table: t"


def test_a_long_line_is_cut() -> None:
    assert excerpt("x" * 10_000) == "x" * (LONGEST_EXCERPT - 1) + "…"


def test_a_line_cannot_speak_to_the_terminal() -> None:
    assert excerpt("a\x1b[2Jb\u202ec") == "a�[2Jb�c"


def test_a_line_that_is_not_there_is_empty() -> None:
    assert excerpt("a", at=2) == ""


def test_an_excerpt_that_is_there_stays() -> None:
    position = Position("t.yaml", 1, 1)
    (first,) = add_excerpts([error("r", position, "m", "h")], {"t.yaml": ("a",)})
    assert add_excerpts([first], {}) == (first,)
