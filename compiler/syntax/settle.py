"""The spelling at which a text ends that PostgreSQL reads and writes again and again.

What the server writes of an expression, it reads back as the same expression, and
writes again as before, but for a few cases, so that a table that was restored of a dump
differs in its text from one that was created:

- `v IN ('a', 'b')` over a varchar is kept as the cast of an array,
  `(ARRAY['a'::character varying, …])::text[]`. That text is read as an array of casts,
  `ARRAY[('a'::character varying)::text, …]`, which stays.
- `a BETWEEN 1 AND 9 AND b` is kept as `((a >= 1) AND (a <= 9)) AND b`, and read as one
  list of three conditions; so is a list of OR.
- `(VALUES …)` gets a space once its alias has been written.

Source: PostgreSQL's `transformTypeCast`, which casts the elements of `ARRAY[…]`, and
`makeAndExpr`, which looks through the brackets of its left side.
"""

import functools
import re
from typing import Final

from compiler.syntax.commas import BRACKETS, find_close, hide_quoted, split_commas

_OPEN: Final = "(ARRAY["
_VALUES: Final = "( VALUES "
_CAST: Final = re.compile(r"\]\)::((?:\"[^\"]+\"|[\w .(),])+?)\[\]")


@functools.lru_cache(maxsize=4096)
def settle_expression(text: str) -> str:
    """Return an expression that a server wrote as it writes it from then on.

    Args:
        text: as `pg_get_expr` and its like give it; a text of other making comes back
            as it is but for what is said above.
    """
    text = _join_values(text)
    if _OPEN in text:
        text = _cast_elements(text)
    if "((" in text:
        text = _flatten(_flatten(text, " AND "), " OR ")
    return text


def _cast_elements(text: str) -> str:
    hidden = hide_quoted(text)
    start = hidden.rfind(_OPEN)
    while start >= 0:
        begin = start + len(_OPEN)
        end = find_close(hidden, begin)
        cast = _CAST.match(hidden, end)
        if cast is not None:
            name = text[cast.start(1) : cast.end(1)]
            elements = split_commas(text[begin:end])
            settled = ", ".join(f"({each})::{name}" for each in elements)
            text = f"{text[:start]}ARRAY[{settled}]{text[cast.end() :]}"
            hidden = hide_quoted(text)
        start = hidden.rfind(_OPEN, 0, start)
    return text


def _flatten(text: str, word: str) -> str:
    """Return a text in which no list of conditions begins with a list of the same."""
    start = text.find("((")
    while start >= 0 and word in text:
        hidden = hide_quoted(text)
        start = hidden.find("((", start)
        if start < 0:
            break
        close = find_close(hidden, start + 2)
        inner = hidden[start + 2 : close]
        if hidden.startswith(word, close + 1) and _is_list(inner, word):
            text = f"{text[: start + 1]}{text[start + 2 : close]}{text[close + 1 :]}"
        else:
            start += 1
    return text


def _is_list(hidden: str, word: str) -> bool:
    """Return whether the word stands between conditions, in no brackets."""
    depth = 0
    for index, character in enumerate(hidden):
        depth += BRACKETS.get(character, 0)
        if not depth and hidden.startswith(word, index):
            return True
    return False


def _join_values(text: str) -> str:
    """Return a text without the space that comes before VALUES in a sub-select."""
    if _VALUES not in text:
        return text
    hidden = hide_quoted(text)
    while (start := hidden.find(_VALUES)) >= 0:
        text = f"{text[: start + 1]}{text[start + 2 :]}"
        hidden = f"{hidden[: start + 1]}{hidden[start + 2 :]}"
    return text
