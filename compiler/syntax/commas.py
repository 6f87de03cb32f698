"""Takes SQL apart where its brackets and commas are, and no quotes hide them."""

from typing import Final

from compiler.syntax.lexer import split_stretches

BRACKETS: Final = {"[": 1, "(": 1, "]": -1, ")": -1}
"""By how much each bracket changes the depth."""


def hide_quoted(text: str) -> str:
    """Return a text of the same length in which no quoted part holds a bracket."""
    pieces: list[str] = []
    position = 0
    for stretch in split_stretches(text, 0, len(text)):
        pieces += (text[position : stretch.start], "_" * (stretch.end - stretch.start))
        position = stretch.end
    return "".join((*pieces, text[position:]))


def find_close(hidden: str, position: int) -> int:
    """Return where the bracket is closed that was opened before a position.

    Args:
        hidden: a text without quoted parts.
        position: behind the bracket.
    """
    depth = 1
    for index in range(position, len(hidden)):
        depth += BRACKETS.get(hidden[index], 0)
        if not depth:
            return index
    return len(hidden)


def split_commas(text: str) -> list[str]:
    """Return what stands between the commas that stand in no brackets."""
    parts: list[str] = []
    depth, begin = 0, 0
    for index, character in enumerate(hide_quoted(text)):
        depth += BRACKETS.get(character, 0)
        if character == "," and not depth:
            parts.append(text[begin:index].strip())
            begin = index + 1
    return [*parts, text[begin:].strip()]


def split_once(text: str, separator: str) -> tuple[str, str]:
    """Return what stands before and behind a separator that stands in no quotes."""
    before, found, after = hide_quoted(text).partition(separator)
    return text[: len(before)], text[len(text) - len(after) :] if found else ""
