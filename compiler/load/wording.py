"""How findings show what stands in a spec: quoted, harmless on a terminal, short."""

import re
from collections.abc import Sequence

LONGEST_QUOTE = 60
"""Characters of a value that a finding repeats."""

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 without tab and line breaks, C1
    "\u2028\u2029"  # line breaks to some tools, none to others
    "\u202a-\u202e\u2066-\u2069"  # turn the reading direction around
    "\ufeff\ufffe\uffff]"
)
"""Characters that a reader of the text cannot see, or that move what is seen."""


def make_visible(text: str) -> str:
    """Return the text with a replacement character for each one that cannot be seen."""
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text).replace("\r", "")


def shorten(text: str, limit: int) -> str:
    """Return the text on one line, cut to `limit` characters with a mark of the cut."""
    line = make_visible(" ".join(text[: limit + 1].split("\n")))
    return line if len(line) <= limit else line[: limit - 1] + "…"


def show(text: str) -> str:
    """Return the text in double quotes, as findings name keys and values."""
    return f'"{shorten(text, LONGEST_QUOTE)}"'


def quote_yaml(text: str) -> str:
    """Return the text as a YAML scalar in the quotes that need the least escaping."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def enumerate_words(words: Sequence[str], conjunction: str) -> str:
    """Return `a, b or c`."""
    if len(words) < 2:  # noqa: PLR2004 - a single word needs no conjunction
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def with_article(noun: str) -> str:
    """Return the noun with `a` or `an`; a plural as it is."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    return f"{'an' if noun[0].lower() in 'aeio' else 'a'} {noun}"
