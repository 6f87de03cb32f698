"""Choices that hypothesis makes, and so can repeat and shrink."""

import functools
from collections.abc import Sequence
from typing import Final, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

PLAIN_NAMES: Final = (
    *("alpha", "beta", "gamma", "delta", "kappa", "lambda", "omega", "sigma"),
    *("label", "status", "amount", "number", "code", "title", "kind", "place"),
)
HOSTILE_NAMES: Final = (
    *("Order", "select", "user", "table", "end", "value", "default", "Über Größe"),
    *("a b", "o'brien", 'say "hi"', "名前", "a-b", "$1", "1st", "back\\slash", "%s"),
    *("x" * 60, "n" * 63, "ö" * 31, "a,b", "(a)", "a;b", ":a", "@", "a/b", "tab le "),
    *("old", "new", "public", "current_user", "between", "_", "CamelCase", "CamelCASE"),
)
WRONG_NAMES: Final = (
    "y" * 64,
    "é" * 40,
    "a.b",
    "pg_x",
    "tenantry_x",
    "{{ braces",
    "ctid",
)
TEXTS: Final = (
    *(
        "Plain words.",
        "It's quoted.",
        'He said "so".',
        "a\nb",
        "$$ $body$",
        "back\\slash",
    ),
    *(
        "-- no comment",
        "/* no comment",
        "'; DROP TABLE x; --",
        "über 名前 🙂",
        "%s %d",
        "E'\\n'",
    ),
    *("true", "0", "null", "x" * 300, "{braces}", ":name", "a\ttab"),
)

_PERCENT: Final = st.integers(0, 99)


@functools.cache
def _below(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


class Chance:
    """Makes every choice of one generated project.

    Args:
        wild: how often, in percent, a place takes what its JSON Schema allows, whatever
            stands around it.
        aim: the steps from a kind to the property that is to be written if it can be.
    """

    def __init__(self, draw: st.DrawFn, *, wild: int, aim: tuple[str, ...]) -> None:
        self._draw = draw
        self.wild = wild
        self.aim = aim

    def happens(self, percent: int) -> bool:
        """Return true in so many cases of a hundred; shrinking makes it false."""
        return percent > 0 and self._draw(_PERCENT) >= 100 - percent

    def one_of(self, options: Sequence[T]) -> T:
        """Return one of the options; shrinking makes it the first."""
        return (
            options[self._draw(_below(len(options)))]
            if len(options) > 1
            else options[0]
        )

    def some_of(self, options: Sequence[T], at_least: int, at_most: int) -> list[T]:
        """Return different ones of the options, in any order; all if they are few."""
        left, chosen = list(options), []
        most = min(at_most, len(left))
        for _ in range(self.between(min(at_least, most), most)):
            one = left.pop(self._draw(_below(len(left))))
            chosen.append(one)
        return chosen

    def between(self, low: int, high: int) -> int:
        """Return a number; shrinking makes it small."""
        return low + self._draw(_below(high - low + 1)) if high > low else low

    def number(self, low: int, high: int) -> int:
        """Return a number of a range that is mostly too wide to be met evenly."""
        near = [
            it
            for it in (low, low + 1, 0, 1, 2, 10, 100, 1000, high)
            if low <= it <= high
        ]
        return self.one_of(near)

    def matching(self, pattern: str) -> str:
        """Return a text that the whole pattern matches."""
        return self._draw(_matching(pattern))

    def text(self) -> str:
        """Return a text, hostile now and then."""
        return self.one_of(TEXTS) if self.happens(30) else TEXTS[0]

    def name(self) -> str:
        """Return a name, hostile now and then."""
        if self.happens(self.wild // 2):
            return self.one_of(WRONG_NAMES)
        return self.one_of(HOSTILE_NAMES if self.happens(8) else PLAIN_NAMES)


@functools.cache
def _matching(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, fullmatch=True)
