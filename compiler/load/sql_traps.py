"""SQL that YAML takes apart in silence: comments, and commas in braces.

A ` #` ends a plain scalar, so `data #>> '{a}'` loses its tail; a comma in braces starts
the next entry, so `{type: numeric(10,2)}` has a key `2)`.
"""

import dataclasses
import re

from compiler.diagnostics import Finding, error
from compiler.load.source import LONGEST_LINE, Mark, Source
from compiler.load.wording import quote_yaml, shorten

SQL_KEYS = frozenset(
    {
        "base",
        "begin_atomic",
        "body",
        "default",
        "expression",
        "generated",
        "return",
        "returns",
        "state_type",
        "subtype",
        "type",
        "using",
        "when",
        "where",
        "with_check",
    }
)
"""Keys whose text is SQL, wherever they stand."""

_COMMENT = re.compile(r"[ \t]+#")


@dataclasses.dataclass(slots=True)
class SplitText:
    """A plain scalar in braces whose parenthesis is still open.

    Args:
        start: of the text.
        end: of what was read of it.
        unclosed: how many parentheses are open at the end.
        pieces: into how many entries it fell apart.
    """

    start: Mark
    end: Mark
    unclosed: int
    pieces: int = 1

    def extend(self, piece: str, end: Mark) -> None:
        """Take in one more piece, which ends at the mark."""
        self.end = end
        self.unclosed += count_unclosed(piece)
        self.pieces += 1

    def text(self, source: Source) -> str:
        """Return the text as it was meant, commas included."""
        return source.between(self.start, self.end)


def count_unclosed(text: str) -> int:
    """Return how many parentheses open in the text and do not close."""
    return text.count("(") - text.count(")")


def find_comment(
    source: Source, start: Mark, end: Mark, brackets: int
) -> Finding | None:
    """Return the finding for a comment right behind a plain scalar that is SQL.

    Args:
        source: the file.
        start: where the scalar begins.
        end: where it ends.
        brackets: how many braces and brackets are open around it.
    """
    if not source.continues(end, _COMMENT):
        return None
    rest = source.after(end)
    tail = _without_closers(rest.rstrip(), brackets)
    whole = source.between(start, end) + tail
    closers = rest.rstrip()[len(tail) :]
    line = source.before(start) + quote_yaml(whole) + closers
    position = source.position(end)
    column = position.column + rest.index("#")
    return error(
        "comment-in-expression",
        position._replace(column=column),
        "YAML takes this # for the start of a comment, so the SQL ends before it",
        f"Write `{shorten(line.strip(), LONGEST_LINE)}`, or put the comment "
        "on a line of its own.",
    )


def _without_closers(tail: str, brackets: int) -> str:
    for _ in range(brackets):
        if tail.rstrip()[-1:] in {"}", "]"}:
            tail = tail.rstrip()[:-1]
    return tail


def explain_split(source: Source, split: SplitText) -> Finding:
    """Return the finding for text that commas in braces took apart."""
    line = source.corrected(split.start, split.end, quote_yaml(split.text(source)))
    return error(
        "unquoted-comma",
        source.position(split.start),
        f"commas in braces split this text into {split.pieces} entries",
        f"Write `{line}`.",
    )


def explain_broken_split(source: Source, split: SplitText) -> Finding:
    """Return the finding for text after whose comma YAML could not read on."""
    rest = source.after(split.start)
    length = _length_until_closed(rest)
    quoted = source.before(split.start)
    quoted += quote_yaml(rest[:length]) + rest[length:]
    return error(
        "unquoted-comma",
        source.position(split.start),
        "commas in braces split this text into entries that cannot be read",
        f"Write `{shorten(quoted.strip(), LONGEST_LINE)}`."
        if length
        else "Put the text in double quotes.",
    )


def _length_until_closed(text: str) -> int:
    """Return how long the text is whose parentheses all close; 0 if they do not."""
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and character == ")":
            return index + 1
    return 0
