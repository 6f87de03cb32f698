"""How a user's SQL expression stands in a statement: its own text, never another.

Where an expression goes depends only on its form, never on its length, because a
tenant's name in it has another length for every tenant.
"""

import functools
import re
from typing import Final

from compiler.syntax.lexer import Region, split_stretches

_NAME: Final = r"""(?:"[^"\n]+"|\w+)(?:\.(?:"[^"\n]+"|\w+))*"""
_SINGLE: Final = re.compile(
    rf"""
      -?{_NAME}                      # a number, a word, a column
    | '[^'\\\n]*' (?: ::{_NAME} )?   # a text, perhaps with its type
    | {_NAME} \( [\w.,\ ]* \)        # a call with the simplest arguments
    """,
    re.VERBOSE,
)


@functools.lru_cache(maxsize=4096)
def arrange_expression(expression: str, indent: int) -> str:
    """Return the expression in parentheses.

    An expression of several lines, or with a line comment (which would swallow the
    parenthesis), gets lines of its own. Remembered, because a policy type says the
    same on every table.

    Args:
        expression: SQL.
        indent: how many spaces stand before the line that it is part of.
    """
    text = expression.strip()
    if "\n" not in text and "--" not in text:
        return f"({text})"
    margin = " " * indent
    if _may_move(text):
        step = margin + "  "
        lines = (f"{step}{line}" if line.strip() else "" for line in text.split("\n"))
        text = "\n".join(lines)
    return f"(\n{text}\n{margin})"


def arrange_default(expression: str, indent: int) -> str:
    """Return the expression as `DEFAULT` takes it.

    `DEFAULT` takes fewer expressions bare than in parentheses (`a AND b` is none of
    them), so only what is plainly a single term goes without.
    """
    text = expression.strip()
    if _SINGLE.fullmatch(text):
        return text
    return arrange_expression(text, indent)


def _may_move(text: str) -> bool:
    """Return whether its lines can be indented without changing a string in it."""
    return not any(
        "\n" in text[stretch.start : stretch.end]
        for stretch in split_stretches(text, 0, len(text))
        if stretch.region is not Region.COMMENT
    )
