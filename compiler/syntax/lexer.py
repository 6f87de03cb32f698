"""Where in an SQL text code stands, and where strings, quoted names and comments.

No parser is needed to tell them apart, so this is fast and works on templates too.

Source: PostgreSQL documentation, chapter "Lexical Structure".
"""

import dataclasses
import enum
import re
from collections.abc import Iterator
from typing import Final


class Region(enum.Enum):
    """What a stretch of SQL text is; all that is none of these is code."""

    QUOTED_NAME = "quoted name"
    STRING = "string"
    DOLLAR_STRING = "dollar-quoted string"
    COMMENT = "comment"


@dataclasses.dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that is not code.

    Args:
        start: of its opening delimiter, in characters.
        end: behind its closing delimiter, or the end of the text where it has none.
        inner_start: of what stands between the delimiters of a dollar-quoted string.
        inner_end: of what stands between the delimiters of a dollar-quoted string.
    """

    region: Region
    start: int
    end: int
    inner_start: int
    inner_end: int


PLAIN_TEXT: Final = re.compile(r"'[^'\\]*'")
"""A text in single quotes that holds none, and no backslash."""

# Words are matched whole, so that neither the E of `CASE'x'` opens an escape string
# nor the `$x$` of the name `a$x$b` a dollar quote; many at once, for speed. Possessive
# quantifiers would say it better, but Python 3.11.2 matches them wrongly.
_OPENER: Final = re.compile(
    r"""
    (?P<escape> [eE]'(?:[^'\\]|\\.|'')*(?:'|\Z|\\\Z))
    | (?:[^\W\d][\w$]* | \d\w*)
      (?:[^\w'"$/-]+ (?![eE]'|\w*\$) \w+ (?!\w)){0,60}
    | (?P<string> '[^']*(?:'|\Z))
    | (?P<name> "[^"]*(?:""[^"]*)*(?:"|\Z))
    | (?P<line> --[^\r\n]*)
    | (?P<block> /\*)
    | (?P<dollar> \$(?:[^\W\d]\w*)?\$)
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT_MARK: Final = re.compile(r"/\*|\*/")
_REGIONS: Final = {
    "escape": Region.STRING,
    "string": Region.STRING,
    "name": Region.QUOTED_NAME,
    "line": Region.COMMENT,
}


def split_stretches(sql: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield what is not code between two offsets, in order.

    What a dollar-quoted string holds is not looked into: call again with its inner
    offsets where it is SQL itself.
    """
    position = start
    while match := _OPENER.search(sql, position, end):
        position = match.end()
        kind = match.lastgroup
        if kind == "block":
            position = _end_of_block_comment(sql, position, end)
            yield Stretch(Region.COMMENT, match.start(), position, position, position)
        elif kind == "dollar":
            closing = sql.find(match.group(), match.end(), end)
            inner_end = closing if closing >= 0 else end
            position = min(inner_end + len(match.group()), end)
            yield Stretch(
                Region.DOLLAR_STRING, match.start(), position, match.end(), inner_end
            )
        elif kind is not None:
            yield Stretch(_REGIONS[kind], match.start(), position, position, position)


def _end_of_block_comment(sql: str, position: int, end: int) -> int:
    depth = 1
    while depth:
        mark = _COMMENT_MARK.search(sql, position, end)
        if mark is None:
            return end
        depth += 1 if mark.group() == "/*" else -1
        position = mark.end()
    return position
