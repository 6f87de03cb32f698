"""A spec as it should be written: order of keys, blanks, line breaks.

The text is cut and moved, never written anew from what it says, so comments, quotes and
the author's choice between lines and braces stay.
"""

import re
from collections import Counter
from typing import Final

import yaml

from compiler.describe.block_order import order_lines
from compiler.describe.editor_line import put_editor_line
from compiler.describe.flow_order import order_braces
from compiler.describe.key_order import order_of_kind
from compiler.describe.layout import lay_out
from compiler.describe.written import Written
from compiler.document import Plain
from compiler.load.text import split_lines
from compiler.load.yaml_nodes import parse_nodes

_KEPT_BREAKS: Final = re.compile(r"[|>][1-9]?\+")


def format_spec(text: str, kind: str, json_schema: str = "") -> str:
    """Return a spec as it should be written; it says the same.

    Left as it is where it uses what specs have no need of: keys behind a question mark,
    marks between documents.

    Args:
        text: of a spec without errors.
        kind: of the spec.
        json_schema: path from the spec's folder to its JSON Schema, for the editor;
            empty where the project has none.
    """
    whole = _end_line(text.replace("\r\n", "\n"))
    if _is_odd(Written(whole)):
        return text
    order = order_of_kind(kind)
    # What moves has to be laid out already: blanks in a blank line could become text.
    formatted = order_braces(lay_out(whole), order)
    # A blank line that moved behind such a text would become part of it.
    if not _KEPT_BREAKS.search(formatted):
        formatted = order_lines(formatted, order)
    formatted = lay_out(formatted)
    if not _says_the_same(text, formatted):
        message = "the formatted spec would not say the same"
        raise AssertionError(message)
    return put_editor_line(formatted, json_schema) if json_schema else formatted


def _end_line(text: str) -> str:
    """Return the text with a line break at its end."""
    if text.endswith("\n"):
        return text
    said, written = _plain(text), Written(f"{text}\n")
    if _plain(written.text) == said:
        return written.text
    # A text under | or > would get a break more than it has.
    trimmed = text.rstrip(" \t")
    if trimmed.endswith("\n") and _plain(trimmed) == said:
        return trimmed
    return written.without_break(written.tokens[-1])


def _is_odd(written: Written) -> bool:
    return any(
        # As a rule a key has no sign of its own, and takes up no room.
        token.kind in {yaml.KeyToken, yaml.DocumentStartToken, yaml.DocumentEndToken}
        for token in written.tokens
    )


def _says_the_same(text: str, formatted: str) -> bool:
    return _content(text) == _content(formatted)


def _content(text: str) -> tuple[Plain, Counter[str]]:
    comments = Written(_end_line(text)).comments()
    return _plain(text), Counter(each.lstrip("#").strip() for each in comments)


def _plain(text: str) -> Plain:
    root, _ = parse_nodes("", text, split_lines(text))
    return None if root is None else root.plain()
